import { createTestDatabase } from '@teredo-fleet/db/testing';
import { expect, it } from 'vitest';
import { SimulationStore, type WorldOutcome, WorldRunner } from '../../src/simulation';

async function liveThrough(seeds: readonly number[]): Promise<WorldOutcome> {
  const database = await createTestDatabase();
  const store = await SimulationStore.open(database);
  try {
    const runner = new WorldRunner(store);
    const lived: WorldOutcome[] = [];
    for (const seed of seeds) lived.push(await runner.run(seed));
    return lived.at(-1)!;
  } finally {
    await store.close();
    await database.drop();
  }
}

it('lives through the same life of a seed again, alone or after others', async () => {
  const alone = await liveThrough([17]);
  const after = await liveThrough([18, 17]);
  expect(after).toEqual(alone);
}, 480_000);
