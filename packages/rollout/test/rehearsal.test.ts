import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assumptions, type Gate, type RehearsedMachine, type RehearsedPlan, rehearse } from '../src';
import { TimeQueue } from '../src/time-queue';
import { countsOf, MINUTE, NOON, OPEN_GATE } from './standings';

const CALM: Assumptions = {
  seed: 1,
  offlinePercent: 0,
  longestOfflineSeconds: 3600,
  deferPercent: 0,
  deferSeconds: 1800,
  refusePercent: 0,
  failPercent: 0,
  changeSeconds: 60,
  promoteAfterSeconds: 300,
};
const planOf = (gates: Partial<Gate>[], rest: Partial<RehearsedPlan> = {}): RehearsedPlan => ({
  waves: gates.map((gate) => ({ gate: { ...OPEN_GATE, ...gate }, patienceSeconds: 600 })),
  limits: { atOnce: null, perMinute: null },
  startAt: NOON,
  endAt: null,
  ...rest,
});
const machines = (wave: number, count: number, prospect: RehearsedMachine['prospect'] = 'will-change') =>
  Array.from({ length: count }, () => ({ wave, prospect }));
/** A check of the kind that asks for machines, and fails. */
const checkOf = (name: string, part: number, whole: number, percent: number | null) => ({
  name,
  passes: false,
  part,
  whole,
  comparison: 'at-least',
  percent,
});
const ALL_OF_THEM = { coveragePercent: 100 };

describe('a rehearsal', () => {
  it('H1 tells each decision with its time', () => {
    const plan = planOf([{ ...ALL_OF_THEM, soakSeconds: 120 }, {}]);
    const rehearsal = rehearse(plan, [...machines(0, 2), ...machines(1, 5)], CALM);
    expect(rehearsal).toEqual({
      ending: 'done',
      endedAt: NOON + 4 * MINUTE,
      events: [
        { kind: 'started', at: NOON },
        { kind: 'wave-opened', at: NOON, wave: 0 },
        { kind: 'gate-met', at: NOON + MINUTE, wave: 0 },
        { kind: 'wave-opened', at: NOON + 3 * MINUTE, wave: 1 },
        { kind: 'done', at: NOON + 4 * MINUTE },
      ],
      waves: [countsOf({ good: 2 }), countsOf({ good: 5 })],
      latePool: countsOf({}),
      waits: [
        { wave: 0, check: checkOf('sample', 0, 1, null), from: NOON, until: NOON + MINUTE, lasting: false },
        { wave: 0, check: checkOf('coverage', 0, 2, 100), from: NOON, until: NOON + MINUTE, lasting: false },
      ],
      holds: [],
    });
  });

  it('H1 keeps to the limits of starts', () => {
    const atOnce = rehearse(
      planOf([ALL_OF_THEM], { limits: { atOnce: 2, perMinute: null } }),
      machines(0, 6),
      CALM,
    );
    expect(atOnce.endedAt).toBeGreaterThanOrEqual(NOON + 3 * MINUTE);
    const perMinute = rehearse(
      planOf([ALL_OF_THEM], { limits: { atOnce: null, perMinute: 2 } }),
      machines(0, 6),
      CALM,
    );
    expect(perMinute.endedAt).toBe(NOON + 3 * MINUTE);
  });

  it('H1 looks at the limits when something happens, not all the time between', () => {
    let looks = 0;
    const limits = {
      get atOnce() {
        looks += 1;
        return 1;
      },
      get perMinute() {
        looks += 1;
        return 50;
      },
    };
    const slow = { ...CALM, changeSeconds: 86_400 };
    const { ending, endedAt } = rehearse(planOf([ALL_OF_THEM], { limits }), machines(0, 50), slow);
    expect([ending, endedAt]).toEqual(['done', NOON + 50 * 86_400_000]);
    expect(looks).toBeLessThan(50 * 10);
  });

  it('H1 gives a promotion asked for by hand after its time', () => {
    const plan = planOf([{ ...ALL_OF_THEM, promotion: 'by-hand' }, {}]);
    const { events, ending } = rehearse(plan, [...machines(0, 1), ...machines(1, 1)], CALM);
    expect(ending).toBe('done');
    expect(events).toContainEqual({ kind: 'promoted', at: NOON + 6 * MINUTE, wave: 0 });
    expect(events).toContainEqual({ kind: 'wave-opened', at: NOON + 6 * MINUTE, wave: 1 });
  });

  it('H1 is the same for the same seed, and another for another', () => {
    const plan = planOf([{ maxFailPercent: 90 }, {}]);
    const fleet = [...machines(0, 20), ...machines(1, 30)];
    const some = { ...CALM, offlinePercent: 30, deferPercent: 20, failPercent: 30, refusePercent: 10 };
    const runs = [1, 2, 3, 4].map((seed) => rehearse(plan, fleet, { ...some, seed }));
    expect(rehearse(plan, fleet, { ...some, seed: 1 })).toEqual(runs[0]);
    expect(new Set(runs.map((run) => JSON.stringify(run.waves))).size).toBeGreaterThan(1);
  });

  it('H2 ends where a bad canary pauses the plan', () => {
    const plan = planOf([{ maxFailures: 1 }, {}]);
    const { ending, events, waves, endedAt } = rehearse(plan, [...machines(0, 3), ...machines(1, 50)], {
      ...CALM,
      failPercent: 100,
    });
    expect(ending).toBe('paused');
    expect(endedAt).toBe(NOON + MINUTE);
    expect(events.at(-1)).toMatchObject({
      kind: 'paused',
      at: NOON + MINUTE,
      reason: { kind: 'trip', wave: 0 },
    });
    expect(waves[1]).toEqual(countsOf({ waiting: 50, unreached: 50 }));
  });

  it('H2 names what holds where nothing more would ever happen', () => {
    const { ending, holds } = rehearse(
      planOf([{}, {}]),
      [...machines(0, 3, 'blocked'), ...machines(1, 5)],
      CALM,
    );
    expect([ending, holds]).toEqual(['stuck', ['nobody-to-judge']]);
  });

  it('H2 closes what has not begun at the end of the plan', () => {
    const plan = planOf([ALL_OF_THEM, {}], { endAt: NOON + 10 * MINUTE });
    const rehearsal = rehearse(plan, [...machines(0, 3, 'blocked'), ...machines(1, 5)], CALM);
    expect(rehearsal.ending).toBe('done');
    expect(rehearsal.events.slice(-2)).toEqual([
      { kind: 'closed', at: NOON + 10 * MINUTE, machines: 5 },
      { kind: 'done', at: NOON + 10 * MINUTE },
    ]);
  });

  it('H3 has those that are offline late when patience ends, and done when they are back', () => {
    const away = { ...CALM, offlinePercent: 100, longestOfflineSeconds: 86_400 };
    const { ending, events, waves, latePool } = rehearse(planOf([ALL_OF_THEM]), machines(0, 40), away);
    expect(ending).toBe('done');
    const late = events.find(({ kind }) => kind === 'became-late');
    expect(late).toMatchObject({ at: NOON + 10 * MINUTE, wave: 0 });
    expect(waves[0]!.late).toBe(latePool.good);
    expect(latePool.good).toBeGreaterThan(30);
    expect(waves[0]!.good + latePool.good).toBe(40);
  });

  it('H3 has those that defer begin later and those that refuse never', () => {
    const deferred = rehearse(planOf([ALL_OF_THEM]), machines(0, 3), { ...CALM, deferPercent: 100 });
    expect(deferred.endedAt).toBe(NOON + 31 * MINUTE);
    const refused = rehearse(planOf([ALL_OF_THEM]), machines(0, 3), { ...CALM, refusePercent: 100 });
    expect(refused.waves[0]).toEqual(countsOf({ refused: 3 }));
    expect(refused.endedAt).toBe(NOON);
  });

  it('H3 has failures in their share', () => {
    const plan = planOf([{}]);
    const { waves } = rehearse(plan, machines(0, 1000), { ...CALM, failPercent: 20 });
    expect(waves[0]!.bad).toBeGreaterThan(140);
    expect(waves[0]!.bad).toBeLessThan(260);
    expect(rehearse(plan, machines(0, 50), { ...CALM, failPercent: 0 }).waves[0]!.bad).toBe(0);
  });

  it('H4 begins no machine that is as wished, blocked or not applicable', () => {
    const fleet = [
      ...machines(0, 1, 'already-compliant'),
      ...machines(0, 2, 'blocked'),
      ...machines(0, 3, 'not-applicable'),
      ...machines(0, 4),
    ];
    const { waves } = rehearse(planOf([ALL_OF_THEM]), fleet, CALM);
    expect(waves[0]).toEqual(countsOf({ alreadyCompliant: 1, blocked: 2, notApplicable: 3, good: 4 }));
  });

  it('H4 counts machines that are set as wished and do not work as bad from the first, and stops at them', () => {
    const fleet = [...machines(0, 1, 'not-working'), ...machines(0, 3)];
    const { waves, ending } = rehearse(planOf([{ ...ALL_OF_THEM, maxFailures: 1 }]), fleet, CALM);
    expect(ending).toBe('paused');
    expect(waves[0]).toMatchObject({ bad: 1, good: 0 });
  });

  it('H5 tells how long a check kept the next wave shut, and that it lasted to the end of the plan', () => {
    const small = { ...ALL_OF_THEM, maxLatePercent: 30 };
    const plan = planOf([small, {}], { endAt: NOON + 60 * MINUTE });
    const away = { ...CALM, offlinePercent: 100, longestOfflineSeconds: 86_400 };
    const { waits, ending, waves } = rehearse(plan, [...machines(0, 3), ...machines(1, 5)], away);
    expect(ending).toBe('done');
    expect(waves[0]!.late).toBe(3);
    expect(waits).toContainEqual({
      wave: 0,
      check: checkOf('coverage', 0, 3, 100),
      from: NOON,
      until: NOON + 10 * MINUTE,
      lasting: false,
    });
    expect(waits.filter(({ lasting }) => lasting)).toEqual([
      {
        wave: 0,
        check: checkOf('nobody-to-judge', 0, 1, null),
        from: NOON + 10 * MINUTE,
        until: NOON + 60 * MINUTE,
        lasting: true,
      },
    ]);
  });

  it('H5 tells of a wait that nothing would ever end, and that a pause ends one', () => {
    const stuck = rehearse(planOf([{}, {}]), [...machines(0, 3, 'blocked'), ...machines(1, 5)], CALM);
    expect(stuck.waits).toEqual([
      { wave: 0, check: checkOf('nobody-to-judge', 0, 1, null), from: NOON, until: NOON, lasting: true },
    ]);
    const paused = rehearse(
      planOf([{ ...ALL_OF_THEM, maxFailures: 1 }, {}]),
      [...machines(0, 3), ...machines(1, 5)],
      { ...CALM, failPercent: 100 },
    );
    expect(paused.waits.map(({ lasting }) => lasting)).toEqual([false, false]);
  });

  it('H1, H2 ends for any assumption, with every machine counted', () => {
    const percent = fc.integer({ min: 0, max: 100 });
    const assumptions = fc.record({
      seed: fc.integer(),
      offlinePercent: percent,
      longestOfflineSeconds: fc.integer({ min: 0, max: 100_000 }),
      deferPercent: percent,
      deferSeconds: fc.integer({ min: 0, max: 10_000 }),
      refusePercent: percent,
      failPercent: percent,
      changeSeconds: fc.integer({ min: 0, max: 1000 }),
      promoteAfterSeconds: fc.integer({ min: 0, max: 1000 }),
    });
    const gate = fc.record({
      maxFailures: fc.integer({ min: 1, max: 5 }),
      coveragePercent: percent,
      maxLatePercent: percent,
      promotion: fc.constantFrom('automatic' as const, 'by-hand' as const),
    });
    const limits = fc.record({ atOnce: fc.constantFrom(null, 1, 4), perMinute: fc.constantFrom(null, 1, 9) });
    fc.assert(
      fc.property(
        assumptions,
        gate,
        limits,
        fc.constantFrom(null, NOON + 60 * MINUTE),
        (assumed, one, bounds, endAt) => {
          const fleet = [...machines(0, 4), ...machines(1, 9), ...machines(1, 2, 'blocked')];
          const rehearsal = rehearse(planOf([one, {}], { limits: bounds, endAt }), fleet, assumed);
          const planned = rehearsal.waves.map((counts) => counts.planned);
          expect(planned).toEqual([4, 11]);
          if (endAt !== null) expect(rehearsal.ending).not.toBe('stuck');
          expect(rehearsal.events.map(({ at }) => at)).toEqual(
            [...rehearsal.events.map(({ at }) => at)].sort((a, b) => a - b),
          );
        },
      ),
    );
  });
});

describe('the queue of times', () => {
  it('gives every entry once, the earliest first, and none before its time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 })),
        fc.integer({ min: 0, max: 30 }),
        (times, nowMs) => {
          const queue = new TimeQueue<number>();
          for (const at of times) queue.add(at, at);
          const taken: number[] = [];
          for (let entry = queue.takeDue(nowMs); entry !== null; entry = queue.takeDue(nowMs))
            taken.push(entry);
          const due = times.filter((at) => at <= nowMs).sort((a, b) => a - b);
          expect(taken).toEqual(due);
          const left = times.filter((at) => at > nowMs);
          expect(queue.nextAt).toBe(left.length === 0 ? null : Math.min(...left));
        },
      ),
    );
  });
});
