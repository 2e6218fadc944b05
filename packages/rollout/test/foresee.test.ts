import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreseeCounts, foreseeFailing, mostAllowed, passingPercent, type WaveOutlook } from '../src';
import { countsOf, OPEN_GATE } from './standings';

const outlook = (some: Partial<WaveOutlook>): WaveOutlook => ({
  willChange: 0,
  alreadyCompliant: 0,
  notWorking: 0,
  blocked: 0,
  notApplicable: 0,
  excluded: 0,
  away: 0,
  ...some,
});
const gate = { ...OPEN_GATE, minSample: 10, coveragePercent: 80, maxLatePercent: 30, maxBlockedPercent: 30 };

describe('a wave before it opens', () => {
  it('F1 counts who is away as late and everybody else as it would come out', () => {
    expect(
      foreseeCounts(outlook({ willChange: 3, away: 2, alreadyCompliant: 1, blocked: 4, notApplicable: 5 })),
    ).toEqual(countsOf({ good: 3, late: 2, alreadyCompliant: 1, blocked: 4, notApplicable: 5 }));
  });

  it('F1 counts who is set as wished and does not work as bad', () => {
    const seen = outlook({ willChange: 3, notWorking: 2 });
    const judged = { ...gate, minSample: 1 };
    expect(foreseeCounts(seen)).toEqual(countsOf({ good: 3, bad: 2 }));
    expect(foreseeFailing({ ...judged, successPercent: 61 }, seen)).toMatchObject([
      { name: 'success', part: 3, whole: 5, percent: 61 },
    ]);
    expect(foreseeFailing({ ...judged, successPercent: 60 }, seen)).toEqual([]);
  });

  it('F1 tells what would hold the next wave, and nothing where all are in contact', () => {
    expect(foreseeFailing(gate, outlook({ willChange: 3 }))).toEqual([]);
    expect(foreseeFailing(gate, outlook({ willChange: 8, away: 2 }))).toEqual([]);
    expect(foreseeFailing(gate, outlook({ willChange: 3, away: 2 }))).toMatchObject([
      { name: 'late', part: 2, whole: 5, percent: 30 },
    ]);
    expect(foreseeFailing(gate, outlook({ willChange: 1, blocked: 1 }))).toMatchObject([
      { name: 'blocked', part: 1, whole: 2 },
    ]);
    expect(foreseeFailing(gate, outlook({ away: 1 }))).toMatchObject([{ name: 'nobody-to-judge' }]);
  });

  it('F2 allows as many as the check lets pass, and names the lowest percent that would', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 100 }),
        (willChange, away, maxLatePercent) => {
          const failing = (percent: number, late: number) =>
            foreseeFailing({ ...gate, maxLatePercent: percent }, outlook({ willChange, away: late }));
          const [check] = failing(maxLatePercent, away);
          if (check === undefined) return;
          const most = mostAllowed(check)!;
          const same = (late: number) =>
            foreseeFailing(
              { ...gate, maxLatePercent },
              outlook({ willChange: willChange + away - late, away: late }),
            );
          expect(most).toBeLessThan(away);
          expect(same(most)).toEqual([]);
          expect(same(most + 1)).not.toEqual([]);
          const percent = passingPercent(check)!;
          expect(failing(percent, away)).toEqual([]);
          expect(failing(percent - 1, away)).not.toEqual([]);
        },
      ),
    );
  });

  it('F2 allows nobody where machines are wanted, and knows no percent for a number', () => {
    const [wanted] = foreseeFailing(gate, outlook({ away: 3 }));
    expect([mostAllowed(wanted!), passingPercent(wanted!)]).toEqual([null, null]);
    const coverage = { ...wanted!, name: 'coverage' as const, part: 3, whole: 5, percent: 80 };
    expect([mostAllowed(coverage), passingPercent(coverage)]).toEqual([null, 60]);
  });
});
