import { describe, expect, inject, it } from 'vitest';
import { isTerminal, type JobOrder, type JobReport, resumeJob } from '../src/index';
import { HOUR, makeOrder, START } from './orders';
import { type Person, SimulatedLife } from './simulated-life';

const ann: Person = { id: 'ann', answer: 'acknowledged' };
const PLANNED = ['install-ipv6', 'set-teredo', 'allow-teredo-through-firewall', 'start-service'];

function withNotice(): JobOrder {
  return makeOrder({}, { kind: 'acknowledge', mayRefuse: true, minimumNoticeSeconds: 60 });
}

function makeLife(order: JobOrder = withNotice()): SimulatedLife {
  const life = new SimulatedLife(order);
  life.people = () => [ann];
  return life;
}

/** What has to hold at the end of every life, however often it was cut off. */
function checkInvariants(life: SimulatedLife, end: JobReport): void {
  const kinds = life.machine.applied.map((step) => step.kind);
  expect(new Set(kinds).size, `a step took effect twice: ${life.log.join(', ')}`).toBe(kinds.length);
  expect(kinds).toEqual(PLANNED.slice(0, kinds.length));
  expect(isTerminal(end.state)).toBe(true);
  if (end.state === 'verified') {
    expect(life.log.lastIndexOf('observe verify')).toBeGreaterThan(life.log.lastIndexOf('apply-step'));
    expect(kinds).toEqual(PLANNED);
  } else {
    expect(end.state, end.detail ?? '').toBe('failed');
    const started = kinds.length > 0;
    expect(end.detail).toContain(started ? 'did not succeed' : 'Nothing was changed');
  }
  if (kinds.length > 0) expect(life.granted).not.toBeNull();
  checkReports(life.reports);
}

function checkReports(reports: JobReport[]): void {
  let version = 0;
  let over: string | null = null;
  for (const report of reports) {
    expect(report.version).toBeGreaterThanOrEqual(Math.min(version, report.version));
    if (report.version > version) {
      expect(report.version).toBe(version + 1);
      expect(over, 'an ended job changed').toBeNull();
      version = report.version;
    }
    if (isTerminal(report.state)) over = report.state;
  }
}

/** At how many points a life can be cut off. */
function countPoints(): number {
  const life = makeLife();
  life.run();
  return life.points;
}

describe('an agent that is killed at any one point', () => {
  it.each([5000, 120_000])(
    'down for %i ms, does every step once or says why not (R1, R4, R5, R7)',
    (downMs) => {
      const ends = new Map<string, number>();
      const [total, stride] = [countPoints(), inject('caseStride')];
      for (let at = 1; at <= total; at += stride) {
        const life = makeLife();
        life.crashAt = [at];
        const end = life.run(downMs);
        checkInvariants(life, end);
        if (downMs < 30_000) expect(end.state).toBe('verified');
        ends.set(end.state, (ends.get(end.state) ?? 0) + 1);
      }
      expect(total).toBeGreaterThan(80);
      expect(ends.get('verified')).toBeGreaterThan((total / stride) * 0.7);
    },
  );

  it('and then at any second point keeps the same promises', () => {
    const [total, stride] = [countPoints(), inject('caseStride')];
    for (let first = 1; first <= total; first += stride) {
      for (let gap = 1; gap <= total; gap += 3 * stride) {
        const life = makeLife();
        life.crashAt = [first, first + gap];
        checkInvariants(life, life.run(first % 2 === 0 ? 5000 : 40_000));
      }
    }
  });

  it('comes back as what the journal says: state in memory and state read back agree', () => {
    const life = makeLife();
    life.boot();
    life.drain((one) => {
      const { state } = resumeJob(JSON.parse(JSON.stringify(one.disk)), one.now);
      const live = one.state!;
      if (live.steps.some((step) => step.begins > 0)) {
        expect(state.steps.map((step) => step.run)).toEqual(live.steps.map((step) => step.run));
      }
      expect(state.begun).toEqual(live.begun);
      expect(state.notice.receipts).toEqual(live.notice.receipts);
      expect(state.notice.firstDisplayedAt).toEqual(live.notice.firstDisplayedAt);
      return false;
    });
  });
});

describe('a job cut off before it began', () => {
  it('starts on nothing but a fresh go (R7)', () => {
    const [total, stride] = [countPoints(), inject('caseStride')];
    for (let at = 1; at <= total; at += stride) {
      const life = makeLife();
      life.crashAt = [at];
      life.onAsk = (askId) =>
        life.crashes > 0 ? { hold: 'paused', retryAfterSeconds: 600 } : life.grant(askId);
      const end = life.run();
      const begun = life.disk.findIndex((record) => record.kind === 'step-begun');
      const crash = life.log.indexOf('crash');
      const firstStep = life.log.indexOf('journal step-begun');
      if (begun === -1 || crash < firstStep) expect(life.machine.applied).toEqual([]);
      expect(['expired', 'failed', 'verified']).toContain(end.state);
    }
  });

  it('asks again under the id whose go was used, and fails unchanged when it is not granted again (R7, S5)', () => {
    const life = makeLife();
    life.boot();
    life.drain((one) => one.state?.begun !== null);
    life.now += HOUR;
    const { state, effects } = resumeJob(life.disk, life.now);
    expect(effects.filter((effect) => effect.kind === 'ask')).toEqual([
      { kind: 'ask', askId: life.granted!.askId },
    ]);
    life.state = state;
    life.deliver({ kind: 'asked', askId: life.granted!.askId });
    life.deliver({ kind: 'hold', reason: 'already-started', text: 'Started.', retryAfterSeconds: 30 });
    expect(life.newest()).toMatchObject({ state: 'failed', steps: [] });
    expect(life.machine.applied).toEqual([]);
  });
});

describe('one that was killed between its go and its first step, and is held', () => {
  function held(retryAfterSeconds: number, order: JobOrder): SimulatedLife {
    const life = new SimulatedLife(order);
    life.boot();
    life.drain((one) => one.state?.phase === 'planning');
    const journal = life.disk;
    const again = new SimulatedLife(order);
    Object.assign(again, { disk: journal, now: life.now, crashes: 1 });
    again.onAsk = () => ({ hold: 'paused', retryAfterSeconds });
    again.boot();
    return again;
  }

  it('expires when its time is over, not when it would ask again (L5)', () => {
    const notAfter = START + HOUR / 6;
    const life = held(3600, makeOrder({ notAfter }));
    life.drain();
    expect(life.newest()).toMatchObject({ state: 'expired', steps: [] });
    expect(life.now).toBe(notAfter);
  });

  it('begins nothing on a go that comes after its time is over (L5, R6)', () => {
    const notAfter = START + HOUR;
    const life = held(60, makeOrder({ notAfter }));
    life.onAsk = () => undefined;
    life.drain((one) => one.state?.ask?.askedAt != null);
    life.now = notAfter - 5_000;
    life.deliver({ kind: 'connected' });
    life.drain((one) => one.state?.ask?.askedAt === notAfter - 5_000);
    life.now = notAfter + 10_000;
    const { askId } = life.state!.ask!;
    const grant = { jobId: 'job-1', attempt: 1, machineId: 'machine-1', askId, epoch: 1 };
    life.deliver({ kind: 'go', grant, epoch: 1, elapsedMs: 15_000 });
    life.drain();
    expect(life.machine.applied).toEqual([]);
    expect(life.newest().state).toBe('expired');
  });
});

describe('a change cut off half-way', () => {
  function cutOffIn(kind: string, effect: 'none' | 'whole'): SimulatedLife {
    const life = makeLife();
    life.boot();
    life.drain((one) => one.disk.some((record) => record.kind === 'step-begun' && record.step.kind === kind));
    if (effect === 'none') {
      life.machine.applied.pop();
      if (kind === 'set-teredo')
        life.machine.values = { ...life.machine.values, type: 'disabled', clientPort: null };
    }
    return life;
  }

  function restart(life: SimulatedLife): JobReport {
    const again = makeLife(life.order);
    again.disk.push(...life.disk);
    again.machine.values = life.machine.values;
    life.machine.slots.forEach((slot, id) => {
      again.machine.slots.set(id, slot);
    });
    again.now = life.now;
    const end = again.run();
    life.machine.applied.push(...again.machine.applied);
    return end;
  }

  it('is not run again when what it sets is found in place (R4)', () => {
    const life = cutOffIn('set-teredo', 'whole');
    const end = restart(life);
    expect(end.state).toBe('verified');
    expect(end.steps[1]).toMatchObject({ outcome: 'unknown', step: { kind: 'set-teredo' } });
    expect(end.steps[1]!.output).toContain('found in place');
    expect(life.machine.applied.map((step) => step.kind)).toEqual(PLANNED);
  });

  it('is run again when the look finds it missing (R4)', () => {
    const life = cutOffIn('set-teredo', 'none');
    const end = restart(life);
    expect(end.state).toBe('verified');
    expect(life.machine.applied.map((step) => step.kind)).toEqual(PLANNED);
  });

  it('is begun at most twice (R4, R5)', () => {
    const life = cutOffIn('set-teredo', 'none');
    const begun = life.disk.filter((record) => record.kind === 'step-begun').at(-1)!;
    life.disk.push(begun);
    const end = restart(life);
    expect(end.state).toBe('failed');
    expect(end.steps.map((step) => step.outcome)).toEqual(['done', 'unknown', 'skipped', 'skipped']);
    expect(life.machine.applied.map((step) => step.kind)).toEqual(['install-ipv6']);
  });

  it('goes no further when the machine cannot be looked at (R4)', () => {
    const life = cutOffIn('set-teredo', 'none');
    const { state, effects } = resumeJob(life.disk, life.now);
    expect(effects.at(-1)).toEqual({ kind: 'observe', purpose: 'resume' });
    life.state = state;
    life.machine.readable = false;
    life.deliver({ kind: 'observe-failed', purpose: 'resume', text: 'Access denied.' });
    expect(life.state.phase).toBe('verifying');
    expect(life.state.steps.map((step) => step.skipped)).toEqual([false, false, true, true]);
  });

  it('begins no step once its time is over (R6)', () => {
    const life = cutOffIn('set-teredo', 'whole');
    life.now = START + 5 * HOUR;
    const end = restart(life);
    expect(end.state).toBe('failed');
    expect(end.steps.map((step) => step.outcome)).toEqual(['done', 'unknown', 'skipped', 'skipped']);
    expect(life.machine.applied.map((step) => step.kind)).toEqual(PLANNED.slice(0, 2));
  });

  it('treats a step whose end the adapter did not see like one cut off (R4)', () => {
    const life = makeLife();
    life.boot();
    life.drain((one) => one.state?.phase === 'applying');
    const run = {
      outcome: 'unknown' as const,
      exitCode: null,
      output: 'Timed out.',
      startedAt: 1,
      finishedAt: 2,
    };
    life.deliver({ kind: 'step-ended', index: 0, role: 'change', run });
    expect(life.state?.phase).toBe('resolving');
    life.drain();
    const end = life.newest();
    expect(end.state).toBe('verified');
    expect(end.steps[0]).toMatchObject({ outcome: 'unknown' });
    expect(end.steps[0]!.output).toContain('Timed out.');
  });
});

describe('what was told before a crash', () => {
  it('is told again as it was (R8)', () => {
    const life = makeLife();
    const end = life.run();
    const { effects } = resumeJob(life.disk, life.now);
    expect(effects).toEqual([
      { kind: 'send-receipt', receipt: life.receipts[0] },
      { kind: 'report-status', report: end },
    ]);
  });

  it('counts: who answered is not asked again, and the first display stays the first (R9, N8)', () => {
    const life = makeLife();
    life.people = () => [ann, { id: 'bob', answer: 'silent' }];
    life.boot();
    life.drain((one) => one.receipts.length === 1 && one.state!.notice.sessions[1]?.displayedAt !== null);
    const first = life.state!.notice.firstDisplayedAt;
    life.now += HOUR;
    life.state = null;
    life.people = () => [ann, { id: 'bob', answer: 'acknowledged' }];
    life.receipts.length = 0;
    const end = life.run();
    expect(end.state).toBe('verified');
    expect(life.receipts.filter((receipt) => receipt.session === 'bob')).toHaveLength(1);
    expect(life.log.filter((entry) => entry === 'journal receipt')).toHaveLength(2);
    expect(life.state!.notice.firstDisplayedAt).toBe(first);
  });

  it('needs an acceptance to begin with', () => {
    expect(() => resumeJob([], START)).toThrow('acceptance');
  });
});
