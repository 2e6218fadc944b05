import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCounts,
  assertCounts,
  emptyCounts,
  sampleOf,
  tallyOf,
  type WaveCounts,
  WaveCountsError,
} from '../src';
import { countsOf } from './standings';

const number = fc.integer({ min: 0, max: 50 });
const PARTS = Object.keys(emptyCounts()).filter(
  (name) => !['planned', 'acknowledged', 'provisional', 'unreached'].includes(name),
) as (keyof WaveCounts)[];

/** Counts that fit each other. */
const counts = fc
  .record(Object.fromEntries(PARTS.map((part) => [part, number])) as Record<keyof WaveCounts, typeof number>)
  .chain((parts) =>
    fc
      .record({
        acknowledged: fc.integer({ min: 0, max: parts.bad }),
        provisional: fc.integer({ min: 0, max: parts.bad }),
        unreached: fc.integer({ min: 0, max: parts.waiting }),
      })
      .map((shares) => countsOf({ ...parts, ...shares })),
  );

describe('counts of a wave', () => {
  it('C1 that fit are taken', () => {
    fc.assert(fc.property(counts, (one) => assertCounts(one)));
  });

  it.each(Object.keys(emptyCounts()) as (keyof WaveCounts)[])(
    'C1 of %s are whole and not below 0',
    (name) => {
      for (const value of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
        const wrong = { ...countsOf({ good: 1 }), [name]: value };
        expect(() => assertCounts(wrong)).toThrow(new RegExp(`"${name}" counts ${value} machines`));
      }
    },
  );

  it.each(PARTS)('C1 miss or double no machine of %s', (name) => {
    const one = countsOf({ [name]: 2 });
    expect(() => assertCounts({ ...one, planned: 1 })).toThrow('1 machines are planned and 2 are counted.');
    expect(() => assertCounts({ ...one, planned: 3 })).toThrow(WaveCountsError);
  });

  it.each([
    ['acknowledged', 'bad'],
    ['provisional', 'bad'],
    ['unreached', 'waiting'],
  ] as const)('C1 hold no more %s than %s', (share, whole) => {
    expect(() => assertCounts(countsOf({ [whole]: 2, [share]: 2 }))).not.toThrow();
    expect(() => assertCounts(countsOf({ [whole]: 2, [share]: 3 }))).toThrow(
      `3 are "${share}" of 2 "${whole}".`,
    );
    expect(() => tallyOf(countsOf({ [whole]: 2, [share]: 3 }))).toThrow(WaveCountsError);
  });

  it('C2 give the machines to change as the planned without those that count on neither side', () => {
    fc.assert(
      fc.property(counts, (one) => {
        const aside =
          one.excluded +
          one.notApplicable +
          one.blocked +
          one.alreadyCompliant +
          one.refused +
          one.expired +
          one.cancelled +
          one.quarantined +
          one.late;
        const tally = tallyOf(one);
        expect(tally.toChange).toBe(one.planned - aside);
        expect(tally.newBad).toBe(one.bad - one.acknowledged);
        expect(tally.reported).toBe(one.good + one.bad - one.acknowledged);
        expect(tally.newBad).toBeGreaterThanOrEqual(0);
        expect(tally.finished).toBe(one.waiting === 0 && one.begun === 0);
        expect([tally.planned, tally.good, tally.late, tally.blocked, tally.acknowledged]).toEqual([
          one.planned,
          one.good,
          one.late,
          one.blocked,
          one.acknowledged,
        ]);
      }),
    );
  });

  it.each([
    // minSample, machines to change, acknowledged, sample
    [5, 10, 0, 5],
    [5, 5, 0, 5],
    [5, 4, 0, 4],
    [5, 10, 6, 4],
    [5, 10, 5, 5],
    [5, 10, 10, 1],
    [5, 0, 0, 1],
    [1, 10, 0, 1],
  ])(
    'C3 of a minimum of %d, %d to change and %d acknowledged need %d results',
    (minimum, bad, acknowledged, sample) => {
      expect(sampleOf(minimum, tallyOf(countsOf({ bad, acknowledged })))).toBe(sample);
    },
  );

  it('C4 of several waves add up, and a late machine is in the pool by its own state', () => {
    const wave = countsOf({ good: 3, late: 2 });
    const pool = countsOf({ good: 1, begun: 1 });
    expect(tallyOf(wave).toChange).toBe(3);
    const sum = addCounts([wave, pool]);
    expect(sum).toEqual(countsOf({ good: 4, late: 2, begun: 1 }));
    expect(addCounts([])).toEqual(emptyCounts());
  });

  it('C5 hide no failure of a retry after an acknowledgement', () => {
    const acknowledged = countsOf({ good: 4, bad: 1, acknowledged: 1 });
    expect(tallyOf(acknowledged).newBad).toBe(0);
    const triedAgain = countsOf({ good: 4, waiting: 1 });
    expect(tallyOf(triedAgain)).toMatchObject({ newBad: 0, acknowledged: 0, toChange: 5, finished: false });
    expect(tallyOf(countsOf({ good: 4, bad: 1 })).newBad).toBe(1);
  });
});
