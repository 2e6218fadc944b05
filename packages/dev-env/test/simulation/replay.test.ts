import { createTestDatabase } from '@teredo-fleet/db/testing';
import { expect, it } from 'vitest';
import { SimulationStore, type WorldOutcome, WorldRunner } from '../../src/simulation';

/** `otherwise`: the database finds rows by other ways, as it may at any time by what it knows of its tables. */
async function liveThrough(seeds: readonly number[], { otherwise = false } = {}): Promise<WorldOutcome> {
  const database = await createTestDatabase();
  if (otherwise) {
    const [{ name }] = (await database.pool('admin').query('select current_database() as name')).rows;
    for (const way of ['seqscan', 'hashjoin', 'hashagg'])
      await database.pool('admin').query(`alter database "${name}" set enable_${way} = off`);
  }
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

it('lives through the same life of a seed again, alone or after others, however the database finds its rows', async () => {
  const alone = await liveThrough([17], { otherwise: true });
  const after = await liveThrough([18, 17]);
  expect(after).toEqual(alone);
}, 480_000);
