import { encodeBase64 } from '@teredo-fleet/protocol';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { SimulatedMachine } from '../../../packages/agent-core/test/simulated-machine';
import { type AgentParts, createAgent } from '../src/agent';
import { createScriptClock } from '../src/host/clock';
import type { JobMachine } from '../src/jobs/job-parts';
import type { JobRunner } from '../src/jobs/job-runner';
import { createOutbox } from '../src/outbox';
import { PollingServer } from './polling-server';

const SECOND = 1000;
const BEGIN = Date.UTC(2026, 0, 1);
const SEED = encodeBase64(nacl.randomBytes(32));

/** An agent on a machine that takes its time; it stops after so long by the machine's clock. */
function run({
  lookMs = 0,
  jobWork = [] as number[],
  forgetsAfterMs = Infinity,
  isDown = false,
  stopsAfterMs = 3600 * SECOND,
}) {
  let wall = BEGIN;
  const told: string[] = [];
  const server = new PollingServer(() => wall);
  server.forgetsAfterMs = forgetsAfterMs;
  const simulated = new SimulatedMachine();
  const machine: Partial<JobMachine> = {
    observe() {
      wall += lookMs;
      return simulated.observe(wall);
    },
  };
  const runner: Partial<JobRunner> = {
    highestSequence: () => 0,
    states: () => [],
    isBusy: () => false,
    isChanging: () => false,
    resume: () => undefined,
    connect: () => undefined,
    forgetAsks: () => undefined,
    takeAsks: () => [],
    dueAt: () => null,
    work() {
      wall += jobWork.shift() ?? 0;
    },
  };
  const pin = server.pin;
  const agent = createAgent({
    enrolment: { seed: SEED, machineId: server.machineId } as AgentParts['enrolment'],
    pin: {
      ...pin,
      post(request) {
        wall += 10 * SECOND;
        return isDown ? { ok: false, cause: 'nobody is there' } : pin.post(request);
      },
    },
    host: { platform: 'wsh' } as AgentParts['host'],
    machine: machine as JobMachine,
    clock: createScriptClock(() => wall),
    outbox: createOutbox(),
    runner: runner as JobRunner,
    desk: {
      observed: () => undefined,
      connected: () => undefined,
      work: () => undefined,
      close: () => undefined,
    },
    programs: {
      connected: () => undefined,
      named: () => undefined,
      lookNow: () => undefined,
      work: () => undefined,
    },
    reporter: { tell: (text) => void told.push(text) },
    random: () => (isDown ? 0.99 : 0),
    sleep(ms) {
      wall += ms;
    },
    shouldStop: () => wall - BEGIN > stopsAfterMs,
  });
  agent.run();
  const observations = server.received.filter(({ type }) => type === 'observation');
  return { server, told, observations };
}

describe('an agent on a slow machine', () => {
  it.each([1, 60, 125, 240])('whose look takes %d s reports what it saw, in one session', (seconds) => {
    const { server, told, observations } = run({ lookMs: seconds * SECOND });
    expect(observations.length).toBeGreaterThan(2);
    expect(server.sessions).toBe(1);
    expect(told.join()).not.toMatch(/clock/);
  });

  it('whose look outlasts its session reports it in the next one, before it looks again', () => {
    const { server, observations } = run({ lookMs: 290 * SECOND, forgetsAfterMs: 250 * SECOND });
    expect(server.sessions).toBeGreaterThan(2);
    expect(observations.length).toBeGreaterThanOrEqual(server.sessions - 1);
  });

  it('says of an installation of IPv6 that takes five minutes nothing about the clock', () => {
    const { server, told } = run({ jobWork: [0, 0, 300 * SECOND] });
    expect(server.sessions).toBe(1);
    expect(told.join()).not.toMatch(/clock/);
  });

  it.each([
    ['back during the work', -60 * SECOND],
    ['ahead by a day during the work', 86_400 * SECOND],
  ])('whose clock was set %s connects anew', (_, set) => {
    const { server, told } = run({ jobWork: [0, 0, set], stopsAfterMs: set + 3600 * SECOND });
    expect(server.sessions).toBe(2);
    expect(told.join()).toMatch(/clock of this machine was set/);
  });

  it('tries a server again in the time it said, whatever its job does meanwhile', () => {
    const jobWork = Array.from({ length: 1000 }, () => 25 * SECOND);
    const { told } = run({ isDown: true, jobWork, stopsAfterMs: 3600 * SECOND });
    const paused = told.map((text) => Number(/Next attempt in (\d+) s/.exec(text)?.[1]) * SECOND);
    // Each try takes ten seconds; a pause is over at most one work late.
    const most = paused.reduce((sum, ms) => sum + ms + 35 * SECOND, 0);
    expect(most).toBeGreaterThan(3600 * SECOND);
  });
});
