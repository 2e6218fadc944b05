import { describe, expect, it } from 'vitest';
import { layOutShares } from '../src/blocks/lay-out-shares';

const lay = (...values: number[]) => layOutShares(values.map((value, index) => ({ key: index, value })));

describe('shares on a bar', () => {
  it('lie side by side and fill the bar', () => {
    const pieces = lay(1, 3);
    expect(pieces.map(({ from, width }) => [from, width])).toEqual([
      [0, 25],
      [25, 75],
    ]);
  });

  it('leave out those of nothing', () => {
    expect(lay(0, 5, 0).map(({ key, width }) => [key, width])).toEqual([[1, 100]]);
  });

  it('keep one machine of ten thousand in sight, and the bar at its length', () => {
    const [most, one] = lay(9_999, 1);
    expect(one?.width).toBeGreaterThan(1);
    expect((most?.width ?? 0) + (one?.width ?? 0)).toBeCloseTo(100);
  });
});
