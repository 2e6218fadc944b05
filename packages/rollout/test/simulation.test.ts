import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { judgeVerb, type RolloutStanding } from '../src';
import { type SimulatedMachine, SimulatedRollout, type SimulatedWave } from './simulated-rollout';

const percent = fc.constantFrom(0, 10, 50, 90, 100);
const wave: fc.Arbitrary<SimulatedWave> = fc.record({
  gate: fc.record({
    minSample: fc.integer({ min: 1, max: 4 }),
    maxFailures: fc.integer({ min: 1, max: 4 }),
    maxFailPercent: percent,
    successPercent: percent,
    coveragePercent: percent,
    maxLatePercent: percent,
    maxBlockedPercent: percent,
    soakSeconds: fc.constantFrom(0, 60),
    promotion: fc.constantFrom('automatic' as const, 'automatic' as const, 'by-hand' as const),
  }),
  patienceSeconds: fc.constantFrom(60, 600),
  openedAt: fc.constant(null),
  gateMetAt: fc.constant(null),
  promoted: fc.constant(false),
  overridden: fc.constant(false),
});
const machineOf = (waves: number): fc.Arbitrary<SimulatedMachine> =>
  fc.record({
    wave: fc.nat(waves - 1),
    inContact: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
    heard: fc.constant(false),
    late: fc.constant(false),
    stage: fc.constant('waiting' as const),
    provisional: fc.constant(false),
    attempt: fc.constant(1),
    acknowledgedAttempt: fc.constant(0),
    begunAt: fc.constant([]),
  });
const rollout = fc
  .array(wave, { minLength: 1, maxLength: 3 })
  .chain((waves) =>
    fc.tuple(
      fc.constant(waves),
      fc.array(machineOf(waves.length), { maxLength: 12 }),
      fc.record({ atOnce: fc.constantFrom(null, 1, 3), perMinute: fc.constantFrom(null, 1, 4) }),
      fc.constantFrom(null, 3_600_000),
    ),
  );

type Event =
  | { kind: 'ask' | 'come-back' | 'go-away'; at: number }
  | { kind: 'report'; at: number; outcome: Parameters<SimulatedRollout['report']>[1]; provisional: boolean }
  | { kind: 'correct'; at: number; outcome: 'good' | 'bad' }
  | { kind: 'pass'; seconds: number }
  | { kind: 'pause' | 'resume' | 'retry' | 'abort' }
  | { kind: 'brake'; on: boolean }
  | { kind: 'freeze'; seconds: number }
  | { kind: 'promote' | 'override'; at: number };

const at = fc.nat(11);
const outcomes = [
  'good',
  'good',
  'good',
  'good',
  'bad',
  'blocked',
  'alreadyCompliant',
  'refused',
  'expired',
  'cancelled',
] as const;
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('ask' as const), at }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      at,
      outcome: fc.constantFrom(...outcomes),
      provisional: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('come-back' as const, 'go-away' as const), at }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      at,
      outcome: fc.constantFrom('good' as const, 'bad' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(1, 30, 60, 600) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('pause' as const, 'resume' as const, 'resume' as const, 'retry' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('brake' as const), on: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('freeze' as const), seconds: fc.constantFrom(0, 120) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('promote' as const, 'override' as const), at: fc.nat(2) }),
  },
);

function happen(world: SimulatedRollout, one: Event): void {
  const machine = 'at' in one ? world.machines[one.at] : undefined;
  switch (one.kind) {
    case 'ask':
      return machine && world.ask(machine);
    case 'report':
      return machine && world.report(machine, one.outcome, one.provisional);
    case 'correct':
      return machine && world.correct(machine, one.outcome);
    case 'come-back':
    case 'go-away':
      if (machine) machine.inContact = one.kind === 'come-back';
      if (machine?.inContact && world.waves[machine.wave]!.openedAt !== null) machine.heard = true;
      return;
    case 'pass':
      world.nowMs += one.seconds * 1000;
      return;
    case 'pause':
      if (judgeVerb('pause', world.state).ok) world.state = 'paused';
      return;
    case 'resume':
      return world.resume();
    case 'retry':
      return world.retryFailed();
    case 'abort':
      if (judgeVerb('abort', world.state).ok) world.state = 'aborted';
      return;
    case 'brake':
      world.brake = one.on;
      return;
    case 'freeze':
      world.frozenUntil = world.nowMs + one.seconds * 1000;
      return;
    case 'promote':
    case 'override': {
      const verb = one.kind === 'promote' ? 'promote' : 'override-gate';
      const wave = world.waves[one.at];
      if (!wave || wave.openedAt === null || !judgeVerb(verb, world.state).ok) return;
      if (one.kind === 'promote') wave.promoted = true;
      else wave.overridden = true;
    }
  }
}

/** The gate's arithmetic once more, in exact fractions over a recount, written without the product's code. */
function gateHolds({ waves }: RolloutStanding, index: number, nowMs: number): boolean {
  const { gate, counts: c, gateMetAt, promoted, overridden } = waves[index]!;
  if (overridden) return true;
  const share = (part: number, whole: number) => (whole === 0 ? null : (part * 100) / whole);
  const toChange = c.good + c.bad + c.waiting + c.begun;
  const reported = c.good + c.bad - c.acknowledged;
  const waited = gateMetAt !== null && nowMs - gateMetAt >= gate.soakSeconds * 1000;
  if (!waited || (gate.promotion === 'by-hand' && !promoted)) return false;
  if (toChange === 0) return c.alreadyCompliant > 0 && c.alreadyCompliant + c.excluded === c.planned;
  const success = share(c.good, reported);
  const coverage = share(reported + c.acknowledged, toChange);
  const late = share(c.late, toChange + c.late);
  const blocked = share(c.blocked, c.planned);
  const enough = c.good >= 1 && (c.good >= gate.minSample || c.good >= toChange - c.acknowledged);
  return (
    enough &&
    success !== null &&
    success >= gate.successPercent &&
    coverage !== null &&
    coverage >= gate.coveragePercent &&
    late !== null &&
    late <= gate.maxLatePercent &&
    blocked !== null &&
    blocked <= gate.maxBlockedPercent
  );
}

/** New failures of open waves, as a person would count them. */
function newFailures(world: SimulatedRollout, index: number): number {
  return world.machines.filter(
    ({ wave, late, stage, attempt, acknowledgedAttempt }) =>
      wave === index && !late && stage === 'bad' && acknowledgedAttempt !== attempt,
  ).length;
}

function promise(kept: boolean, text: string): void {
  if (!kept) throw new Error(`A promise is broken: ${text}`);
}

function checkAfter(
  world: SimulatedRollout,
  before: { state: string; begun: number[]; opened: number },
): void {
  for (const [index, { begunAt, wave, attempt }] of world.machines.entries()) {
    const openedAt = world.waves[wave]!.openedAt ?? Number.POSITIVE_INFINITY;
    promise(begunAt.length <= attempt, 'none is changed twice in an attempt');
    promise(
      begunAt.every((begun) => begun >= openedAt),
      'no machine begins before its wave',
    );
    const isNew = begunAt.length !== before.begun[index];
    promise(before.state === 'running' || !isNew, 'nothing begins unless it runs');
  }
  for (const { wave, standing, at } of world.opened.slice(before.opened)) {
    promise(wave === 0 || gateHolds(standing, wave - 1, at), 'no wave opens without its gate');
  }
  for (const [index, { openedAt }] of world.waves.entries()) {
    promise((openedAt !== null) === (world.opened[index]?.wave === index), 'waves open in order, once');
  }
  // Past its end nothing can begin, so nothing is there for a trip to stop (A3).
  const isPastEnd = world.endAt !== null && world.nowMs >= world.endAt;
  if (world.state !== 'running' || isPastEnd) return;
  for (const [index, { gate, openedAt }] of world.waves.entries()) {
    const few = openedAt === null || newFailures(world, index) < gate.maxFailures;
    promise(few, 'a trip stops it at once');
  }
}

describe('a random history of machines, people and clocks', () => {
  it('A1, A2, A3, A4, A5, A6, A7, G2, G3, G5, G6, G7 keeps every promise after every event', () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(
        rollout,
        fc.array(event, { maxLength: 80, size: 'max' }),
        ([waves, machines, limits, endAt], events) => {
          const world = new SimulatedRollout(
            structuredClone(waves),
            structuredClone(machines),
            limits,
            endAt,
          );
          world.tick();
          for (const one of events) {
            const begun = world.machines.map(({ begunAt }) => begunAt.length);
            const before = { state: world.state, begun, opened: world.opened.length };
            happen(world, one);
            promise(world.tick() < 12, 'progress comes to an end');
            checkAfter(world, before);
          }
          reached.set(world.state, (reached.get(world.state) ?? 0) + 1);
        },
      ),
      { numRuns: 2_000 / inject('caseStride') },
    );
    // Histories that never get anywhere would prove nothing.
    for (const state of ['running', 'paused', 'done']) expect(reached.get(state), state).toBeGreaterThan(3);
  });

  it('A2, A7 ends done when every machine is there and all goes well, whatever the gates', () => {
    fc.assert(
      fc.property(rollout, ([waves, machines]) => {
        const automatic = waves.map((one) => ({
          ...one,
          gate: { ...one.gate, promotion: 'automatic' as const },
        }));
        const here = machines.map((one, index) => ({ ...one, wave: index % waves.length, inContact: true }));
        fc.pre(here.length >= waves.length);
        const world = new SimulatedRollout(
          structuredClone(automatic),
          structuredClone(here),
          { atOnce: null, perMinute: null },
          null,
        );
        for (let step = 0; step < 20 && world.state !== 'done'; step += 1) {
          world.tick();
          for (const machine of world.machines) {
            world.ask(machine);
            world.report(machine, 'good', false);
          }
          world.nowMs += 61_000;
        }
        expect(world.state).toBe('done');
        expect(world.machines.every(({ begunAt, stage }) => stage === 'good' && begunAt.length === 1)).toBe(
          true,
        );
      }),
    );
  });
});
