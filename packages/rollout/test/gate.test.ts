import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckName, type Gate, judgeGate, judgeTrip, readGate, tallyOf, type WaveCounts } from '../src';
import { countsOf, OPEN_GATE } from './standings';

type Some = Partial<Omit<WaveCounts, 'planned'>>;
const tripOf = (gate: Partial<Gate>, counts: Some) =>
  judgeTrip({ ...OPEN_GATE, ...gate }, tallyOf(countsOf(counts)));
/** Names of the checks that fail. */
const failedOf = (gate: Partial<Gate>, counts: Some): CheckName[] =>
  judgeGate({ ...OPEN_GATE, ...gate }, countsOf(counts))
    .filter(({ passes }) => !passes)
    .map(({ name }) => name);

describe('thresholds', () => {
  it('G1 that are whole are taken as they are', () => {
    const gate = { ...OPEN_GATE, minSample: 7, soakSeconds: 60, promotion: 'by-hand' };
    expect(readGate(gate)).toEqual({ ok: true, gate });
  });

  const percents = [
    'maxFailPercent',
    'successPercent',
    'coveragePercent',
    'maxLatePercent',
    'maxBlockedPercent',
  ];

  it.each([
    ...percents.flatMap(
      (field) =>
        [
          [field, 0],
          [field, 100],
        ] as const,
    ),
    ['minSample', 1],
    ['maxFailures', 1],
    ['soakSeconds', 0],
    ['maxFailures', 101],
    ['soakSeconds', 1_000_000],
  ] as const)('G1 take thresholds of 0 and 100 where they mean something: %s of %d', (field, value) => {
    expect(readGate({ ...OPEN_GATE, [field]: value }).ok).toBe(true);
  });

  it.each([
    ...percents.flatMap(
      (field) =>
        [
          [field, -1],
          [field, 101],
          [field, 50.5],
          [field, '50'],
        ] as const,
    ),
    ['minSample', 0],
    ['maxFailures', 0],
    ['soakSeconds', -1],
    ['maxFailures', Number.NaN],
    ['maxFailures', null],
    ['minSample', undefined],
    ['promotion', 'sometimes'],
    ['promotion', undefined],
  ] as const)('G1 refuse by name thresholds that can’t be read: %s of %s', (field, value) => {
    const reading = readGate({ ...OPEN_GATE, [field]: value });
    expect(reading.ok ? [] : reading.faults.map((fault) => fault.field)).toEqual([field]);
    expect(reading.ok ? '' : reading.faults[0]?.text).toContain(`"${field}"`);
  });

  it('G1 name the range, up to 100 only where it is a percent', () => {
    const textOf = (field: string) => {
      const reading = readGate({ ...OPEN_GATE, [field]: -1 });
      return reading.ok ? '' : reading.faults[0]?.text;
    };
    expect(textOf('successPercent')).toBe('"successPercent" must be a whole number from 0 to 100.');
    expect(textOf('maxFailures')).toBe('"maxFailures" must be a whole number from 1.');
  });

  it('G1 refuse a misspelt one rather than leave it out, and name what there is', () => {
    const reading = readGate({ ...OPEN_GATE, maxFailure: 1 });
    expect(reading.ok ? [] : reading.faults.map(({ field }) => field)).toEqual(['maxFailure']);
    expect(reading.ok ? '' : reading.faults[0]?.text).toContain('maxFailures');
  });

  it.each([null, undefined, 'gate', 7, []])('G1 refuse %j, which is no gate', (value) => {
    expect(readGate(value)).toEqual({ ok: false, faults: [{ field: '', text: expect.any(String) }] });
  });

  it('G1 name every fault at once, also of an empty gate', () => {
    const reading = readGate({});
    expect(reading.ok ? 0 : reading.faults.length).toBe(Object.keys(OPEN_GATE).length);
  });

  it('G1 never throw', () => {
    fc.assert(fc.property(fc.anything(), (value) => !readGate(value).ok));
  });
});

describe('a trip', () => {
  it.each([
    [2, 1, null],
    [2, 2, 'max-failures'],
    [2, 3, 'max-failures'],
    [1, 1, 'max-failures'],
    [1, 0, null],
  ])('G2 of at most %d failures with %d new is %s', (maxFailures, bad, rule) => {
    expect(tripOf({ maxFailures }, { bad, waiting: 100 })?.rule ?? null).toBe(rule);
  });

  it('G2 tells the numbers it was judged on', () => {
    expect(tripOf({ maxFailures: 2 }, { bad: 3, acknowledged: 1 })).toEqual({
      rule: 'max-failures',
      newBad: 2,
      maxFailures: 2,
    });
    expect(tripOf({ maxFailPercent: 10 }, { good: 5, bad: 1 })).toEqual({
      rule: 'max-fail-percent',
      newBad: 1,
      reported: 6,
      maxFailPercent: 10,
    });
  });

  it.each([
    // percent, good, new bad, trips: more than, not at least
    [10, 9, 1, false],
    [10, 8, 1, true],
    [10, 89, 10, true],
    [10, 90, 10, false],
    [0, 99, 1, true],
    [0, 99, 0, false],
    [100, 0, 9, false],
  ])(
    'G2 trips above its percent and not at it: %d %% with %d good and %d bad: %s',
    (maxFailPercent, good, bad, trips) => {
      expect(tripOf({ maxFailPercent }, { good, bad }) !== null).toBe(trips);
    },
  );

  it('G2 by percent waits for the sample', () => {
    const gate = { maxFailPercent: 10, minSample: 5 };
    expect(tripOf(gate, { bad: 4, waiting: 96 })).toBeNull();
    expect(tripOf(gate, { bad: 5, waiting: 95 })?.rule).toBe('max-fail-percent');
    // Fewer machines than the sample are all of the sample.
    expect(tripOf(gate, { bad: 2 })?.rule).toBe('max-fail-percent');
  });

  it('G2 looks only at failures that nobody acknowledged', () => {
    expect(tripOf({ maxFailures: 1 }, { bad: 3, acknowledged: 3, good: 1 })).toBeNull();
    expect(tripOf({ maxFailures: 1 }, { bad: 4, acknowledged: 3, good: 1 })?.newBad).toBe(1);
  });
});

describe('the checks of a gate', () => {
  it('G3 come in a fixed order with their numbers', () => {
    const gate = {
      minSample: 3,
      successPercent: 80,
      coveragePercent: 50,
      maxLatePercent: 20,
      maxBlockedPercent: 10,
    };
    const counts = { good: 4, bad: 2, acknowledged: 1, waiting: 4, late: 2, blocked: 1 };
    expect(judgeGate({ ...OPEN_GATE, ...gate }, countsOf(counts))).toEqual([
      { name: 'sample', passes: true, part: 4, whole: 3, comparison: 'at-least', percent: null },
      { name: 'success', passes: true, part: 4, whole: 5, comparison: 'at-least', percent: 80 },
      { name: 'coverage', passes: true, part: 6, whole: 10, comparison: 'at-least', percent: 50 },
      { name: 'late', passes: true, part: 2, whole: 12, comparison: 'at-most', percent: 20 },
      { name: 'blocked', passes: true, part: 1, whole: 13, comparison: 'at-most', percent: 10 },
    ]);
  });

  it.each([
    ['sample', { minSample: 3 }, { good: 3, waiting: 9 }, { good: 2, waiting: 9 }],
    ['success', { successPercent: 75 }, { good: 3, bad: 1 }, { good: 2, bad: 1 }],
    ['success', { successPercent: 100 }, { good: 5, waiting: 5 }, { good: 5, bad: 1 }],
    [
      'success',
      { successPercent: 90 },
      { good: 9, bad: 3, acknowledged: 2 },
      { good: 8, bad: 3, acknowledged: 2 },
    ],
    ['coverage', { coveragePercent: 60 }, { good: 6, waiting: 4 }, { good: 5, waiting: 4 }],
    [
      'coverage',
      { coveragePercent: 60 },
      { good: 5, bad: 1, acknowledged: 1, waiting: 4 },
      { good: 5, waiting: 4 },
    ],
    ['coverage', { coveragePercent: 100 }, { good: 10 }, { good: 10, waiting: 1 }],
    ['coverage', { coveragePercent: 100 }, { good: 10 }, { good: 10, begun: 1 }],
    ['late', { maxLatePercent: 30 }, { good: 7, late: 3 }, { good: 6, late: 3 }],
    ['late', { maxLatePercent: 0 }, { good: 7 }, { good: 7, late: 1 }],
    ['blocked', { maxBlockedPercent: 10 }, { good: 9, blocked: 1 }, { good: 8, blocked: 1 }],
    ['blocked', { maxBlockedPercent: 0 }, { good: 9 }, { good: 9, blocked: 1 }],
  ] as [CheckName, Partial<Gate>, Some, Some][])(
    'G3 let %s pass at its very threshold, and not one machine beyond (%j)',
    (name, gate, passing, failing) => {
      expect(failedOf(gate, passing)).toEqual([]);
      expect(failedOf(gate, failing)).toEqual([name]);
    },
  );

  it('G3 are at ease with refusals and deferrals in most of a wave, around a few good ones', () => {
    const strict = { minSample: 1, successPercent: 100, coveragePercent: 100 };
    expect(failedOf(strict, { refused: 90, alreadyCompliant: 5, good: 5 })).toEqual([]);
    expect(failedOf(strict, { refused: 90, waiting: 5, good: 5 })).toEqual(['coverage']);
  });

  it('G3 neither pass by silence nor stall for ever with 30 % offline', () => {
    const gate = { minSample: 5, successPercent: 90, coveragePercent: 100, maxLatePercent: 40 };
    expect(failedOf(gate, { good: 7, waiting: 3, unreached: 3 })).toEqual(['coverage']);
    expect(failedOf(gate, { good: 7, late: 3 })).toEqual([]);
    expect(failedOf({ ...gate, maxLatePercent: 29 }, { good: 7, late: 3 })).toEqual(['late']);
  });

  it('G4 pass a wave with nothing to change, excluded machines or none', () => {
    expect(judgeGate(OPEN_GATE, countsOf({ alreadyCompliant: 3 }))).toEqual([]);
    expect(judgeGate(OPEN_GATE, countsOf({ alreadyCompliant: 3, excluded: 2 }))).toEqual([]);
  });

  it.each([
    ['nobody at all, the wave was emptied midway', {}],
    ['all blocked', { blocked: 4 }],
    ['all refused', { refused: 4 }],
    ['all late, every machine is offline', { late: 4 }],
    ['all excluded', { excluded: 4 }],
    ['one of them blocked', { alreadyCompliant: 3, blocked: 1 }],
    ['one of them refused', { alreadyCompliant: 3, refused: 1 }],
    ['one of them late', { alreadyCompliant: 3, late: 1 }],
  ] as [string, Some][])(
    'G4 hold a wave of which all are blocked, all are late, or that was emptied midway, as nobody to judge: %s',
    (_, counts) => {
      expect(judgeGate(OPEN_GATE, countsOf(counts))).toEqual([
        { name: 'nobody-to-judge', passes: false, part: 0, whole: 1, comparison: 'at-least', percent: null },
      ]);
    },
  );

  it('G2, G3 judge a wave of one by that one', () => {
    const gate = {
      minSample: 5,
      maxFailures: 1,
      maxFailPercent: 0,
      successPercent: 100,
      coveragePercent: 100,
    };
    expect(failedOf(gate, { good: 1 })).toEqual([]);
    expect(failedOf(gate, { waiting: 1 })).toEqual(['sample', 'coverage']);
    expect(tripOf(gate, { bad: 1 })).not.toBeNull();
  });

  it('hold a canary of one that failed and was acknowledged, and let all bad acknowledged and one good pass', () => {
    const gate = { minSample: 5, maxFailures: 1, successPercent: 100, coveragePercent: 100 };
    expect(failedOf(gate, { bad: 1, acknowledged: 1 })).toEqual(['sample']);
    expect(tripOf(gate, { bad: 1, acknowledged: 1 })).toBeNull();
    expect(failedOf(gate, { bad: 4, acknowledged: 4, good: 1 })).toEqual([]);
  });
});
