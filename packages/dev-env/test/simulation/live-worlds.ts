import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulationStore, WORLDS_OF_SAME_PLANS, type WorldOutcome, WorldRunner } from '../../src/simulation';

/** One world again: the seed that a failure names. `npm run bench -- simulate` runs more of them. */
const ONLY = process.env.TEREDO_FLEET_SIMULATION_SEED;
/** Against hanging only. */
const TIMEOUT_MS = 480_000;

/** How machines end in every part. */
const ENDS = ['verified', 'already-compliant', 'blocked', 'failed', 'verify-failed'];
/** How they end where one of its histories is about it. */
const ENDS_OF_THEMES: Readonly<Record<string, string>> = {
  refusal: 'refused',
  end: 'expired',
  'left-out': 'excluded',
};

/** The seeds of a part: those that have their plans in common. */
export function seedsOfPart(part: number): number[] {
  const first = (part - 1) * WORLDS_OF_SAME_PLANS + 1;
  return Array.from({ length: WORLDS_OF_SAME_PLANS }, (_, n) => first + n);
}

/** Parts are files of their own, so that workers share them. */
export function liveThroughPart(part: number): void {
  let database: TestDatabase;
  let store: SimulationStore;
  let runner: WorldRunner;
  const lived: WorldOutcome[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await SimulationStore.open(database);
    runner = new WorldRunner(store);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  describe('rollouts side by side, with random machines, people, faults and clocks, on the real tables', () => {
    it.each(ONLY === undefined ? seedsOfPart(part) : [Number(ONLY)])(
      'keep every promise after every event of the world of seed %i',
      async (seed) => void lived.push(await runner.run(seed)),
      TIMEOUT_MS,
    );

    it.runIf(ONLY === undefined)('get somewhere, and machines end in every way that they are about', () => {
      const histories = lived.flatMap((world) => world.histories);
      const outcomes = new Set(histories.flatMap((one) => one.outcomes));
      const wanted = [...ENDS, ...histories.flatMap(({ theme }) => ENDS_OF_THEMES[theme] ?? [])];
      expect(wanted.filter((end) => !outcomes.has(end))).toEqual([]);
      const share = (count: number) => count / histories.length;
      expect(share(histories.filter(({ hasPaused }) => hasPaused).length)).toBeGreaterThan(0.1);
      expect(share(histories.filter(({ waves }) => waves > 1).length)).toBeGreaterThan(0.2);
      expect(share(lived.reduce((sum, { probes }) => sum + probes, 0))).toBeGreaterThan(1);
    });
  });
}
