import { median } from './statistics';

/** One of those that are compared. */
export interface Contestant<R> {
  name: string;
  round(): Promise<R>;
}

/** Rounds of each contestant; the first, in which code and buffers are cold, is kept apart. */
export type Results<R> = Map<string, { first: R; counted: R[] }>;

/** Runs so many rounds of each, taking turns: what disturbs the machine disturbs all of them alike. */
export async function takeTurns<R>(
  contestants: readonly Contestant<R>[],
  rounds: number,
): Promise<Results<R>> {
  const results: Results<R> = new Map();
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, round: run } of contestants) {
      const result = await run();
      const known = results.get(name);
      if (known === undefined) results.set(name, { first: result, counted: [] });
      else known.counted.push(result);
    }
  }
  return results;
}

/** Median and worst of a figure over the counted rounds. */
export function figureOf<R>(
  { counted }: { counted: readonly R[] },
  read: (result: R) => number,
  worse: 'lower' | 'higher',
): { median: number; worst: number } {
  const values = counted.map(read);
  return { median: median(values), worst: worse === 'lower' ? Math.min(...values) : Math.max(...values) };
}
