import { describe, expect, it } from 'vitest';
import { failureWords, goodWord, segmentsOf, skippedWords } from '../src/rollout/segments';
import { currentWave, waveStage } from '../src/rollout/wave-stage';
import { aWave, someCounts } from './a-wave';

const valuesOf = (counts: Parameters<typeof segmentsOf>[0]) =>
  Object.fromEntries(segmentsOf(counts).map(({ key, value }) => [key, value]));

describe('the segments of a wave', () => {
  const counts = someCounts({
    good: 40,
    bad: 7,
    acknowledged: 3,
    provisional: 2,
    waiting: 20,
    unreached: 11,
    begun: 4,
    late: 6,
    alreadyCompliant: 8,
    blocked: 1,
    excluded: 5,
  });

  it('count every machine once', () => {
    const sum = segmentsOf(counts).reduce((total, { value }) => total + value, 0);
    expect(sum).toBe(counts.planned);
  });

  it('keep what nobody has reported apart from what waits and what went wrong', () => {
    expect(valuesOf(counts)).toEqual({
      good: 40,
      bad: 5,
      begun: 4,
      unknown: 13,
      waiting: 9,
      late: 6,
      skipped: 9,
      excluded: 5,
    });
  });

  it('are called by what the rollout does', () => {
    const good = goodWord({ plan: null });
    expect(segmentsOf(counts, good).find(({ key }) => key === 'good')?.word).toBe('Rolled back');
    expect(segmentsOf(counts).find(({ key }) => key === 'good')?.word).toBe('Verified');
  });

  it('differ in fill where they mean that nobody knows', () => {
    const hatched = segmentsOf(counts).filter(({ fill }) => fill === 'hatched');
    expect(hatched.map(({ key }) => key)).toContain('unknown');
  });

  it('say why machines were skipped, and how many failures are new', () => {
    expect(skippedWords(counts)).toBe('8 already so, 1 blocked');
    expect(skippedWords(someCounts({ good: 1 }))).toBeNull();
    expect(failureWords(counts)).toBe('7 went wrong: 3 acknowledged, 4 new');
    expect(failureWords(someCounts({ bad: 2 }))).toBe('2 went wrong');
    expect(failureWords(someCounts({ good: 2 }))).toBeNull();
  });
});

describe('the stage of a wave', () => {
  const open = { openedAt: '2026-11-26T10:00:00.000Z' };
  const met = { ...open, gateMetAt: '2026-11-26T11:00:00.000Z' };
  const byHand = { ...met, gate: { ...aWave().gate, promotion: 'by-hand' as const } };

  it.each([
    ['to-come', aWave(), null],
    ['open', aWave(open), null],
    ['tripped', aWave({ ...open, trip: 'too many failures' }), null],
    ['watched', aWave(met), aWave()],
    ['waits-for-hand', aWave(byHand), aWave()],
    ['watched', aWave({ ...byHand, promotedAt: '2026-11-26T12:00:00.000Z' }), aWave()],
    ['passed', aWave(met), aWave(open)],
  ] as const)('is %s', (stage, wave, next) => expect(waveStage(wave, next, false)).toBe(stage));

  it.each([
    ['never-opened', aWave(), null],
    ['over', aWave(open), null],
    ['over', aWave(met), aWave()],
    ['passed', aWave(met), aWave(open)],
    ['tripped', aWave({ ...open, trip: 'too many failures' }), aWave()],
  ] as const)('of a rollout that has ended is %s', (stage, wave, next) =>
    expect(waveStage(wave, next, true)).toBe(stage),
  );

  it('is judged of the last one that is open', () => {
    const waves = [aWave({ ...open, number: 0 }), aWave({ ...open, number: 1 }), aWave({ number: 2 })];
    expect(currentWave(waves)?.number).toBe(1);
    expect(currentWave([aWave()])).toBeNull();
  });
});
