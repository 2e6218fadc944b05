import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterLook, VISIT_MS, type Visit } from '../src/overview/visit-time';

const look = (ms: number) => ({ at: new Date(ms), findings: { rule: ms }, scopes: '*' });

function play(gaps: readonly number[]): { visit: Visit | null; looks: number[] } {
  let visit: Visit | null = null;
  let now = 1_000_000_000_000;
  const looks: number[] = [];
  for (const gap of gaps) {
    now += gap;
    visit = afterLook(visit, look(now));
    looks.push(now);
  }
  return { visit, looks };
}

describe('a visit', () => {
  it('is told of since the last look of the visit before, however often the page is loaded again', () => {
    const { visit, looks } = play([0, 60_000, VISIT_MS, 1_000, 1_000]);
    expect(visit?.previous).toEqual(look(looks[1]!));
  });

  it('has nothing before it when it is the first', () => {
    expect(play([0, 1_000]).visit?.previous).toBe(null);
  });

  it('tells since the newest look that lies a gap before the one after it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * VISIT_MS }), { minLength: 1 }), (gaps) => {
        const { visit, looks } = play(gaps);
        const before = looks.findLast((at, n) => n + 1 < looks.length && looks[n + 1]! - at >= VISIT_MS);
        expect(visit?.previous?.at.getTime() ?? null).toBe(before ?? null);
      }),
    );
  });
});
