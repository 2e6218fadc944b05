import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulationStore, THEMES, type WorldOutcome, WorldRunner } from '../src/simulation';

/** One world again: the seed that a failure names. `npm run bench -- simulate` runs more of them. */
const ONLY = process.env.TEREDO_FLEET_SIMULATION_SEED;
/** Worlds of 14 histories each. */
const WORLDS = 24;
const BATCH = 8;

let database: TestDatabase;
let store: SimulationStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await SimulationStore.open(database);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const seeds = ONLY === undefined ? Array.from({ length: WORLDS }, (_, n) => n + 1) : [Number(ONLY)];
const batches = Array.from({ length: Math.ceil(seeds.length / BATCH) }, (_, n) =>
  seeds.slice(n * BATCH, (n + 1) * BATCH),
);

/** Against hanging only. */
const TIMEOUT_MS = 480_000;

describe('rollouts side by side, with random machines, people, faults and clocks, on the real tables', () => {
  const lived: WorldOutcome[] = [];

  it.each(batches)(
    'keep every promise after every event, from seed %i on',
    async (...batch) => {
      const runner = new WorldRunner(store);
      for (const seed of batch) lived.push(await runner.run(seed));
    },
    TIMEOUT_MS,
  );

  it.runIf(ONLY === undefined)(
    'get somewhere: machines end in every way, and every theme is lived through',
    () => {
      const histories = lived.flatMap((world) => world.histories);
      const outcomes = new Set(histories.flatMap((one) => one.outcomes));
      const wanted = [
        'verified',
        'already-compliant',
        'blocked',
        'failed',
        'verify-failed',
        'refused',
        'expired',
        'excluded',
      ];
      for (const one of wanted) expect(outcomes).toContain(one);
      const themes = new Set(histories.map(({ theme }) => theme));
      expect([...Object.keys(THEMES), 'approval', 'plain'].filter((theme) => !themes.has(theme))).toEqual([]);
      const share = (count: number) => count / histories.length;
      expect(share(histories.filter(({ hasPaused }) => hasPaused).length)).toBeGreaterThan(0.1);
      expect(share(histories.filter(({ waves }) => waves > 1).length)).toBeGreaterThan(0.2);
      expect(share(lived.reduce((sum, { rollbacks }) => sum + rollbacks, 0))).toBeGreaterThan(0.01);
      expect(share(lived.reduce((sum, { probes }) => sum + probes, 0))).toBeGreaterThan(1);
    },
  );
});
