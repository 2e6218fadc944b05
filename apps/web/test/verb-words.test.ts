import { describe, expect, it } from 'vitest';
import { whyNotApprove } from '../src/rollout/approval-words';
import { excludeDialog } from '../src/rollout/bulk-words';
import type { RunningView } from '../src/rollout/shapes';
import { verbDialog } from '../src/rollout/verb-words';
import { aWave, someCounts } from './a-wave';

const view = {
  totals: someCounts({ good: 40, bad: 3, acknowledged: 1, begun: 2, waiting: 12 }),
  overrideNeedsTwo: true,
} as RunningView;

describe('what is said before a verb', () => {
  it('a resume says how many failures it acknowledges', () => {
    const { consequences } = verbDialog('resume', { view, wave: null });
    expect(consequences[0]).toBe('2 failures count as acknowledged: only new ones pause it again.');
  });

  it('an abort says what becomes of whom', () => {
    expect(verbDialog('abort', { view, wave: null }).consequences).toEqual([
      '12 machines that have not begun are left as they are.',
      '2 machines under way finish and report.',
      '40 machines changed already stay changed.',
    ]);
  });

  it('an abort while nothing goes on says so', () => {
    const idle = { ...view, totals: someCounts({ waiting: 3 }) };
    expect(verbDialog('abort', { view: idle, wave: null }).consequences[1]).toBe('No machine is under way.');
  });

  it('an override names the checks that do not hold, and who asked first', () => {
    const check = {
      name: 'coverage',
      passes: false,
      part: 1,
      whole: 9,
      comparison: 'at-least',
      percent: 80,
    } as const;
    const wave = aWave({
      checks: [{ ...check, text: 'Too few have reported: 1 of 9.' }],
      overrideAskedBy: { id: 'a', name: 'Ada' },
    });
    expect(verbDialog('override-gate', { view, wave }).consequences).toEqual([
      'Too few have reported: 1 of 9.',
      'Ada asked for it; your yes carries it out.',
    ]);
  });

  it('a rollback of a wave is about that wave alone', () => {
    const wave = aWave({ name: 'Canary', counts: someCounts({ good: 4 }) });
    expect(verbDialog('roll-back', { view, wave })).toMatchObject({
      title: 'Roll back Canary',
      consequences: [
        '4 machines were changed and verified, 0 machines went wrong.',
        expect.anything(),
        expect.anything(),
      ],
    });
  });

  it('a rollback of everything asks for the number of machines that it was opened with', () => {
    expect(verbDialog('roll-back', { view, wave: null }).confirmWord).toBe('40');
    expect(verbDialog('roll-back', { view, wave: aWave({}) }).confirmWord).toBeNull();
  });

  it('leaving out whoever matches names the filter, not a list', () => {
    const dialog = excludeDialog({ count: 3412, filterText: 'Stands: Unknown' });
    expect(dialog.title).toBe('Leave out all 3,412 machines matching');
    expect(dialog.consequences[0]).toContain('Stands: Unknown');
  });
});

describe('who wrote a part of a plan', () => {
  it('is told why they may not approve it', () => {
    expect(whyNotApprove('ada', [{ id: 'ada' }])).toMatch(/somebody else/);
    expect(whyNotApprove('grace', [{ id: 'ada' }, { id: 'lin' }])).toBeNull();
  });
});
