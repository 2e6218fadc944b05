import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawHistory, type HistoryOutcome, runHistory, SimulationStore } from '../src/simulation';

/** One history again: the seed that a failure names. `npm run bench -- simulate` runs more of them. */
const ONLY = process.env.TEREDO_FLEET_SIMULATION_SEED;
const HISTORIES = 45;
const BATCH = 15;

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

const seeds = ONLY === undefined ? Array.from({ length: HISTORIES }, (_, n) => n + 1) : [Number(ONLY)];
const batches = Array.from({ length: Math.ceil(seeds.length / BATCH) }, (_, n) =>
  seeds.slice(n * BATCH, (n + 1) * BATCH),
);

/** Against hanging only. */
const TIMEOUT_MS = 240_000;

describe('a random history of machines, people, faults and clocks on the real tables', () => {
  const lived: HistoryOutcome[] = [];

  it.each(batches)(
    'keeps every promise after every event, from seed %i on',
    async (...batch) => {
      for (const seed of batch) lived.push(await runHistory(store, drawHistory(seed)));
    },
    TIMEOUT_MS,
  );

  it.runIf(ONLY === undefined)('gets somewhere: its machines end in every way and its rollouts pause', () => {
    const outcomes = new Set(lived.flatMap((one) => one.outcomes));
    for (const wanted of ['verified', 'already-compliant', 'blocked', 'failed', 'verify-failed', 'expired'])
      expect(outcomes).toContain(wanted);
    expect(lived.filter(({ hasPaused }) => hasPaused).length).toBeGreaterThan(5);
    expect(lived.filter(({ waves }) => waves > 1).length).toBeGreaterThan(5);
  });
});
