import { describe, expect, it } from 'vitest';
import { OPEN_FIELDS, openWords, TRIP_FIELDS, tripWords } from '../src/plan/gate-words';
import { spanWords } from '../src/plan/span-words';
import { faultAt, faultsBelow, faultsOfStep, nextStep, previousStep, stepOfField } from '../src/plan/steps';
import { completePlan, USUAL_GATE, usualPlan } from '../src/plan/usual-plan';
import { selectionWords, waveSizes } from '../src/plan/wave-words';
import { dayWords, windowsWords, windowWords } from '../src/plan/window-words';

describe('words of a plan', () => {
  it.each([
    [0, 'no time'],
    [1, '1 second'],
    [90, '90 seconds'],
    [1800, '30 minutes'],
    [3600, '1 hour'],
    [172_800, '2 days'],
  ])('%i seconds are %s', (seconds, words) => expect(spanWords(seconds)).toBe(words));

  it.each([
    [[1, 2, 3, 4, 5], 'Mon to Fri'],
    [[6, 7], 'Sat, Sun'],
    [[1, 3, 4, 5, 7], 'Mon, Wed to Fri, Sun'],
    [[7, 1, 2, 3, 4, 5, 6], 'every day'],
    [[], 'no day'],
  ])('the days %j are %s', (days, words) => expect(dayWords(days)).toBe(words));

  it('a window that ends at or before its begin ends the next day', () => {
    expect(windowWords({ days: [1], from: '22:00', to: '06:00' })).toBe('Mon, 22:00 to 06:00 the next day');
    expect(windowWords({ days: [1], from: '09:00', to: '09:00' })).toBe('Mon, 09:00 to 09:00 the next day');
    expect(windowWords({ days: [1], from: '09:00', to: '17:00' })).toBe('Mon, 09:00 to 17:00');
    expect(windowsWords([])).toBe('at any time');
  });

  it.each([
    [{ kind: 'count', count: 1 } as const, 'one machine'],
    [{ kind: 'count', count: 1200 } as const, '1,200 machines'],
    [{ kind: 'percent', percent: 10 } as const, '10 % of the target'],
    [{ kind: 'filter', filter: { label: ['lab', 'pilot'] } } as const, 'Label: lab or pilot'],
    [{ kind: 'rest' } as const, 'all the rest'],
  ])('a wave of %j takes %s', (selection, words) => {
    expect(selectionWords(selection as Parameters<typeof selectionWords>[0])).toBe(words);
  });

  it('waves take what is left, as far as one can tell without the fleet', () => {
    const sizes = (...kinds: Parameters<typeof waveSizes>[0]) => waveSizes(kinds, 101);
    const count = { kind: 'count', count: 5 } as const;
    expect(sizes(count, { kind: 'percent', percent: 10 }, { kind: 'rest' })).toEqual([5, 11, 85]);
    expect(sizes({ kind: 'count', count: 500 }, { kind: 'rest' })).toEqual([101, 0]);
    expect(sizes(count, { kind: 'filter', filter: {} }, { kind: 'rest' })).toEqual([5, null, null]);
    expect(sizes({ kind: 'percent', percent: null })).toEqual([null]);
  });

  it('a gate says when it opens and what trips it', () => {
    expect(openWords({ ...USUAL_GATE, soakSeconds: 0, promotion: 'by-hand' }, null)).toBe(
      'The next wave opens when 95\u00a0% of the results are good, 80\u00a0% of the machines have reported, no more than 50\u00a0% are late and somebody promotes it.',
    );
    expect(tripWords({ ...USUAL_GATE, maxFailures: 1 })).toMatch(
      /at the first new failure, or when more than 5\u00a0%/,
    );
  });

  it.each([
    [30, 3, /none of 3 is late/],
    [50, 3, /no more than 1 of 3 is late/],
    [50, 1, /its machine is not late/],
    [100, 3, /however many are late/],
  ])('a gate that allows %i %% of a wave of %i to be late says how many that are', (percent, size, words) => {
    expect(openWords({ ...USUAL_GATE, maxLatePercent: percent }, size)).toMatch(words);
  });

  it('every threshold has its own field with words', () => {
    const keys = [...TRIP_FIELDS, ...OPEN_FIELDS].map(({ key }) => key).sort();
    expect(keys).toEqual(
      Object.keys(USUAL_GATE)
        .filter((key) => key !== 'promotion')
        .sort(),
    );
    for (const { hint } of [...TRIP_FIELDS, ...OPEN_FIELDS]) expect(hint.length).toBeGreaterThan(20);
  });
});

describe('what most people want', () => {
  const plan = usualPlan({ label: ['lab'] }, 'Europe/Madrid', 1_000);

  it('begins with a canary that stops at its first failure and ends with all the rest', () => {
    expect(plan.waves[0]).toMatchObject({ selection: { kind: 'count', count: 5 }, gate: { maxFailures: 1 } });
    expect(plan.waves.at(-1)?.selection).toEqual({ kind: 'rest' });
    expect(plan.target).toEqual({ filter: { label: ['lab'] }, mode: 'frozen' });
  });

  it('lets a wave of two or more go on without one of its machines, late or of three blocked', () => {
    for (const { gate } of plan.waves) {
      for (let size = 2; size < 40; size += 1) {
        expect(Math.floor(((gate.maxLatePercent ?? 0) * size) / 100)).toBeGreaterThanOrEqual(1);
      }
      expect(Math.floor(((gate.maxBlockedPercent ?? 0) * 3) / 100)).toBeGreaterThanOrEqual(1);
    }
  });

  it('fills what another program left open, a gate’s missing thresholds too', () => {
    const wave = { name: 'All', selection: { kind: 'rest' }, gate: { maxFailures: 9 }, patienceSeconds: 60 };
    const filled = completePlan({ waves: [wave], target: undefined }, plan);
    expect(filled.target).toEqual(plan.target);
    expect(filled.waves).toEqual([{ ...wave, gate: { ...USUAL_GATE, maxFailures: 9 } }]);
  });

  it('ends within the ninety days that an approval covers', () => {
    expect((plan.endAt ?? 0) - 1_000).toBeLessThan(90 * 86_400_000);
  });
});

describe('the steps of writing a plan', () => {
  it('know where each field is mended', () => {
    const fields = Object.keys(usualPlan({}, 'UTC', 0));
    const places = fields.map((field) => [field, stepOfField(field)]);
    expect(Object.fromEntries(places)).toMatchObject({ target: 'target', waves: 'waves', endAt: 'timing' });
    expect(places.filter(([, step]) => step === 'target').map(([field]) => field)).toEqual([
      'target',
      'exclusions',
    ]);
    expect(stepOfField('waves.1.gate.minSample')).toBe('waves');
  });

  it('find the faults of a field, and those below a part', () => {
    const faults = [
      { field: 'waves.1.gate.minSample', text: 'too small' },
      { field: 'waves.10', text: 'too many' },
      { field: 'name', text: 'empty' },
    ];
    expect(faultAt(faults, 'name')).toBe('empty');
    expect(faultAt(faults, 'waves.1')).toBeNull();
    expect(faultAt(faults, 'waves.1', true)).toBe('too small');
    expect(faultsBelow(faults, 'waves.1')).toEqual([{ field: 'gate.minSample', text: 'too small' }]);
    expect(faultsOfStep(faults, 'waves')).toHaveLength(2);
  });

  it('come one after the other', () => {
    expect(nextStep('target')).toBe('change');
    expect(nextStep('submit')).toBeNull();
    expect(previousStep('target')).toBeNull();
  });
});
