import { describe, expect, it } from 'vitest';
import { figureOf, takeTurns } from '../src/bench/rounds';
import { median, percentile } from '../src/bench/statistics';

describe('rounds in turns', () => {
  const contestant = (name: string, order: string[]) => {
    let n = 0;
    return {
      name,
      round: async () => {
        order.push(name);
        n += 1;
        return n;
      },
    };
  };

  it('let contestants take turns and keep the first round apart', async () => {
    const order: string[] = [];
    const results = await takeTurns([contestant('a', order), contestant('b', order)], 3);
    expect(order.join('')).toBe('ababab');
    expect(results.get('a')).toEqual({ first: 1, counted: [2, 3] });
  });

  it('name the median and the worst, whichever way is worse', () => {
    const rounds = { counted: [5, 1, 9] };
    expect(figureOf(rounds, (n) => n, 'lower')).toEqual({ median: 5, worst: 1 });
    expect(figureOf(rounds, (n) => n, 'higher')).toEqual({ median: 5, worst: 9 });
  });
});

describe('statistics', () => {
  it('take the mean of two in the middle', () => {
    expect([median([4]), median([1, 2, 3, 10]), median([])]).toEqual([4, 2.5, Number.NaN]);
  });

  it('find the value below which so many lie', () => {
    const values = Array.from({ length: 100 }, (_, n) => 99 - n);
    expect([percentile(values, 50), percentile(values, 99), percentile(values, 100)]).toEqual([50, 99, 99]);
  });
});
