import { startJob } from '@teredo-fleet/agent-core';
import type { Observation, Step } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { makeOrder, START } from '../../../packages/agent-core/test/orders';
import { SimulatedMachine } from '../../../packages/agent-core/test/simulated-machine';
import type { ScriptClock } from '../src/host/clock';
import type { JobParts } from '../src/jobs/job-parts';
import { createJobRun, type JobRun } from '../src/jobs/job-run';

/** Each look and each step take this long on this machine, milliseconds. */
const SLOW_MS = 15_000;

/** A job on a slow machine; `server` is whether it answered last, `gateway` whether the network does. */
class SlowMachine {
  now = START;
  server = true;
  gateway = false;
  readonly machine = new SimulatedMachine();
  readonly log: string[] = [];
  readonly reports: string[] = [];
  readonly run: JobRun;

  constructor() {
    const clock: ScriptClock = {
      now: () => this.now,
      localNow: () => this.now,
      follow: () => undefined,
      look: () => ({ awakeMs: 0, jumped: false }),
      lookAfterWork: () => ({ awakeMs: 0, jumped: false }),
    };
    const slow = <T>(name: string, value: () => T): T => {
      this.log.push(name);
      this.now += SLOW_MS;
      return value();
    };
    const parts: JobParts = {
      clock,
      machine: {
        observe: (): Observation => slow('observe', () => this.machine.observe(this.now)),
        keep: (slot) => slow('keep', () => this.machine.save(slot, this.machine.observe(this.now))),
        apply: (step: Step) =>
          slow('apply', () => ({ outcome: this.machine.apply(step), exitCode: 0, output: 'Ok.' })),
        answers: (address) => address === 'default-gateway' && this.gateway,
      },
      outbox: {
        add: (message) => void (message.type === 'status' && this.reports.push(String(message.state))),
        acknowledge: () => undefined,
        connected: () => undefined,
        take: () => [],
        hasNews: () => false,
      },
      noticeSecret: new Uint8Array(32),
      notices: {
        people: () => [],
        isPresenting: () => null,
        show: () => ({ look: () => ({ displayed: false, said: null }), withdraw: () => undefined }),
      },
      journal: { append: () => undefined, remove: () => undefined } as unknown as JobParts['journal'],
      serverAnswers: () => this.server,
      keepEarlier: () => undefined,
      ask: (_job, _attempt, askId) => {
        this.askId = askId ?? 'ask-1';
        this.isAsked = true;
      },
      onEnded: () => undefined,
    };
    this.run = createJobRun(parts, startJob(makeOrder({}, { kind: 'none' }), null, this.now));
  }

  private askId = '';
  private isAsked = false;

  /** One turn of the agent: what is due, then a word with the server that takes `ms`. */
  turn(ms = 100): number {
    const before = this.log.length;
    this.run.work(ms);
    const did = this.log.length - before;
    this.now += ms;
    if (this.isAsked && this.server) {
      this.isAsked = false;
      const { askId } = this;
      this.run.deliver({ kind: 'asked', askId });
      const grant = { jobId: 'job-1', attempt: 1, machineId: 'machine-1', askId, epoch: 1 };
      this.run.deliver({ kind: 'go', grant, epoch: 1, elapsedMs: ms });
    }
    return did;
  }
}

describe('a job on a slow machine', () => {
  it('lets the server be talked to between any two things that take long, and wants the next turn at once', () => {
    const slow = new SlowMachine();
    for (let turn = 0; turn < 60 && !slow.run.ended(); turn += 1) {
      expect(slow.turn()).toBeLessThanOrEqual(1);
      if (!slow.run.ended() && slow.log.length < 4)
        expect(slow.run.dueAt() ?? 0).toBeLessThanOrEqual(slow.now);
    }
    expect(slow.reports.at(-1)).toBe('verified');
    expect(slow.log.filter((entry) => entry === 'apply').length).toBeGreaterThanOrEqual(3);
    expect(slow.machine.values).toMatchObject({ type: 'client', ipv6: true });
  });

  it('is not taken for cut off by what the machine itself took, and is by a server that does not answer', () => {
    const slow = new SlowMachine();
    while (!slow.reports.includes('verifying')) slow.turn();
    slow.server = false;
    for (let turn = 0; turn < 400 && !slow.run.ended(); turn += 1) slow.turn(5_000);
    expect(slow.reports.at(-1)).toBe('reverted');
  });

  it('is not put back by the silence of a server alone, while its network answers', () => {
    const slow = new SlowMachine();
    while (!slow.reports.includes('verifying')) slow.turn();
    slow.server = false;
    slow.gateway = true;
    for (let turn = 0; turn < 400 && !slow.run.ended(); turn += 1) slow.turn(5_000);
    expect(slow.reports.at(-1)).toBe('verified');
  });
});
