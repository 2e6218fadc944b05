import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Batcher } from '../src/gateway/batcher';
import { TokenBucket } from '../src/http/token-bucket';

class Away extends Error {}

const ACKNOWLEDGED_ALL_THE_SAME = 666;

function batcher(
  write: (items: readonly number[]) => Promise<readonly number[]>,
  capacity = 1000,
  whileAway: 'wait' | 'reject' = 'wait',
) {
  const fullness: boolean[] = [];
  const it = new Batcher<number, number>({
    name: 'test',
    write,
    isTransient: (error) => error instanceof Away,
    onRefused: (item) => (item === ACKNOWLEDGED_ALL_THE_SAME ? -item : null),
    whileAway,
    capacity,
    onFull: (full) => fullness.push(full),
    log: pino({ enabled: false }),
  });
  return { it, fullness };
}

describe('a batcher', () => {
  it('writes what came within twenty milliseconds together, and answers each with its own result', async () => {
    const writes: number[][] = [];
    const { it: numbers } = batcher(async (items) => {
      writes.push([...items]);
      return items.map((n) => n * 10);
    });
    expect(await Promise.all([1, 2, 3].map((n) => numbers.add(n)))).toEqual([10, 20, 30]);
    expect(writes).toEqual([[1, 2, 3]]);
  });

  it('never writes more than five hundred rows at once', async () => {
    const sizes: number[] = [];
    const { it: numbers } = batcher(async (items) => {
      sizes.push(items.length);
      return items;
    }, 5000);
    await Promise.all(Array.from({ length: 1203 }, (_, n) => numbers.add(n)));
    expect(sizes).toEqual([500, 500, 203]);
  });

  it('keeps everything while the database is away and resolves nothing before it is written', async () => {
    let away = true;
    let settled = 0;
    const { it: numbers } = batcher(async (items) => {
      if (away) throw new Away();
      return items;
    });
    const all = [1, 2, 3].map((n) => numbers.add(n).then(() => settled++));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect([settled, numbers.size]).toEqual([0, 3]);
    away = false;
    await Promise.all(all);
    expect([settled, numbers.size]).toEqual([3, 0]);
  });

  it('tells everybody at once that the database is away when its items are not to wait', async () => {
    let away = true;
    const writes: number[] = [];
    const write = async (items: readonly number[]) => {
      writes.push(items.length);
      if (away) throw new Away();
      return items;
    };
    const { it: numbers } = batcher(write, 1000, 'reject');
    const results = await Promise.allSettled([1, 2, 3].map((n) => numbers.add(n)));
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect([writes, numbers.size]).toEqual([[3], 0]);
    away = false;
    expect(await numbers.add(4)).toBe(4);
  });

  it('refuses one bad row without taking the others with it', async () => {
    const { it: numbers } = batcher(async (items) => {
      if (items.includes(13)) throw new Error('bad row');
      return items;
    });
    const results = await Promise.allSettled([12, 13, 14].map((n) => numbers.add(n)));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('answers a row that is refused for good where there is an answer for it', async () => {
    const { it: numbers } = batcher(async (items) => {
      if (items.includes(ACKNOWLEDGED_ALL_THE_SAME)) throw new Error('bad row');
      return items;
    });
    const all = [1, ACKNOWLEDGED_ALL_THE_SAME, 2].map((n) => numbers.add(n));
    expect(await Promise.all(all)).toEqual([1, -ACKNOWLEDGED_ALL_THE_SAME, 2]);
    expect(numbers.size).toBe(0);
  });

  it('says when it is full and when there is room again', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { it: numbers, fullness } = batcher(async (items) => {
      await gate;
      return items;
    }, 4);
    const all = [1, 2, 3, 4].map((n) => numbers.add(n));
    expect(fullness).toEqual([true]);
    release();
    await Promise.all(all);
    expect(fullness).toEqual([true, false]);
  });

  it('rejects what it could not write when it closes', async () => {
    const { it: numbers } = batcher(async () => {
      throw new Away();
    });
    const result = numbers.add(1);
    const settled = expect(result).rejects.toThrow('test is closed');
    await numbers.close(60);
    await settled;
  });
});

describe('a token bucket', () => {
  it('allows a burst, then so many a second', () => {
    const bucket = new TokenBucket(10, 3, 0);
    expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, true, false]);
    expect(bucket.take(100)).toBe(true);
    expect(bucket.take(100)).toBe(false);
  });
});
