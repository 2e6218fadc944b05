import { BrokenPromiseError } from './broken-promise';
import type { DrawnWorld } from './drawn-history';
import type { SimulationStore } from './simulation-store';
import { forgetWorld } from './stored-world';
import { World, type WorldOutcome } from './world';

/** Lives through a world on the store. Throws BrokenPromiseError, which names the seed. */
export async function runWorld(store: SimulationStore, world: DrawnWorld): Promise<WorldOutcome> {
  try {
    return await new World(store, world).run();
  } catch (error) {
    if (!(error instanceof BrokenPromiseError)) throw error;
    throw new BrokenPromiseError(
      `${error.message}\nThis was seed ${world.seed}. Replay it with TEREDO_FLEET_SIMULATION_SEED=${world.seed} npx vitest run --project database packages/dev-env/test/simulation.test.ts`,
    );
  } finally {
    await forgetWorld(store);
  }
}
