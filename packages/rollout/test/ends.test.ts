import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayAnyEndPause, type RolloutStanding, type WaveCounts } from '../src';
import { judgePause } from '../src/judge-pause';
import { countsOf, NOON, rolloutOf, waveOf } from './standings';

type Some = Partial<Omit<WaveCounts, 'planned'>>;
const openWave = (counts: Some, gate = {}, rest = {}) => waveOf(counts, { openedAt: NOON, gate, ...rest });

describe('an end that is no failure', () => {
  it.each([
    ['a failure waits for its sample', { bad: 1, waiting: 5 }, { minSample: 3 }, true],
    ['the failure is acknowledged', { bad: 1, acknowledged: 1, waiting: 5 }, { minSample: 3 }, false],
    ['the sample is complete', { bad: 1, good: 2, waiting: 5 }, { minSample: 3 }, false],
    ['nothing failed', { good: 1, waiting: 5 }, { minSample: 3 }, false],
  ] as const)('A11 may pause or not where %s', (_, counts, gate, may) => {
    expect(mayAnyEndPause(rolloutOf([openWave(counts, gate)]))).toBe(may);
  });

  it('A11 of a wave that is not open pauses nothing', () => {
    expect(mayAnyEndPause(rolloutOf([waveOf({ bad: 1, waiting: 5 }, { gate: { minSample: 3 } })]))).toBe(
      false,
    );
  });

  it('A11 pauses nothing before a wave is open, nor below a success percent of nobody', () => {
    expect(mayAnyEndPause(rolloutOf([waveOf({ waiting: 5 })], { latePool: countsOf({ bad: 1 }) }))).toBe(
      false,
    );
    expect(
      mayAnyEndPause(rolloutOf([openWave({ begun: 1 }, { successPercent: 80 }), openWave({ waiting: 1 })])),
    ).toBe(false);
  });

  it('A11 is not told by a sample of all while nothing new failed in the late pool', () => {
    const failed = openWave({ bad: 1, good: 1 }, { minSample: 2 });
    const newest = openWave({ waiting: 5 }, { minSample: 4 });
    expect(mayAnyEndPause(rolloutOf([failed, newest], { latePool: countsOf({ good: 1 }) }))).toBe(false);
  });

  it('A11 may pause where a failure of the late pool waits for the sample of all', () => {
    const gate = { minSample: 4 };
    const standing = (latePool: Some) =>
      rolloutOf([openWave({ good: 1, waiting: 5 }, gate)], { latePool: countsOf(latePool) });
    expect(mayAnyEndPause(standing({ bad: 1 }))).toBe(true);
    expect(mayAnyEndPause(standing({ bad: 1, good: 2 }))).toBe(false);
    expect(mayAnyEndPause(standing({ good: 1 }))).toBe(false);
  });

  it('A11 may finish a wave below its success, which stops others only', () => {
    const below = openWave({ good: 1, bad: 1, begun: 1 }, { successPercent: 80 });
    const others = openWave({ waiting: 2 });
    expect(mayAnyEndPause(rolloutOf([below, others]))).toBe(true);
    expect(mayAnyEndPause(rolloutOf([below]))).toBe(false);
    expect(mayAnyEndPause(rolloutOf([{ ...below, overridden: true }, others]))).toBe(false);
    expect(mayAnyEndPause(rolloutOf([below], { latePool: countsOf({ waiting: 1 }) }))).toBe(true);
  });
});

const count = fc.integer({ min: 0, max: 4 });
const percent = fc.constantFrom(0, 25, 50, 75, 100);
const anyCounts = fc
  .record({ good: count, bad: count, waiting: count, begun: count, acknowledged: count, blocked: count })
  .map((some) => countsOf({ ...some, acknowledged: Math.min(some.acknowledged, some.bad) }));
const anyWave = fc
  .record({
    counts: anyCounts,
    isOverridden: fc.boolean(),
    minSample: fc.integer({ min: 1, max: 6 }),
    maxFailures: fc.integer({ min: 1, max: 4 }),
    maxFailPercent: percent,
    successPercent: percent,
  })
  .map(({ counts, isOverridden, ...gate }) => openWave(counts, gate, { overridden: isOverridden }));
const anyStanding = fc
  .record({ waves: fc.array(anyWave, { minLength: 1, maxLength: 3 }), latePool: anyCounts })
  .map(({ waves, latePool }) => rolloutOf(waves, { latePool }));

/** One machine of it ends without a failure; null where none can. */
function endOne(counts: WaveCounts, into: 'good' | 'blocked'): WaveCounts | null {
  const from = counts.begun > 0 ? 'begun' : 'waiting';
  if (counts[from] === 0) return null;
  return { ...counts, [from]: counts[from] - 1, [into]: counts[into] + 1 };
}

function endIn(standing: RolloutStanding, place: number, into: 'good' | 'blocked'): RolloutStanding | null {
  const wave = standing.waves[place];
  const counts = endOne(wave === undefined ? standing.latePool : wave.counts, into);
  if (counts === null) return null;
  if (wave === undefined) return { ...standing, latePool: counts };
  return { ...standing, waves: standing.waves.map((one, n) => (n === place ? { ...one, counts } : one)) };
}

const waiting = ({ waves, latePool }: RolloutStanding): number =>
  waves.reduce((sum, { counts }) => sum + counts.waiting, latePool.waiting);

describe('ends that are no failures and are not said to count', () => {
  it('A11 never pause a rollout in which anybody is left to stop, however many and wherever', () => {
    const ends = fc.array(
      fc.record({
        place: fc.integer({ min: 0, max: 3 }),
        into: fc.constantFrom('good' as const, 'blocked' as const),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(anyStanding, ends, (first, some) => {
        let standing = first;
        fc.pre(judgePause(standing) === null && !mayAnyEndPause(standing));
        for (const { place, into } of some) standing = endIn(standing, place, into) ?? standing;
        return judgePause(standing) === null || waiting(standing) === 0;
      }),
      { numRuns: 600 },
    );
  });
});
