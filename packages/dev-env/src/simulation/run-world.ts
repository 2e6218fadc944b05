import { BrokenPromiseError } from './broken-promise';
import { drawWorld } from './draw-history';
import type { SimulationStore } from './simulation-store';
import { type StoredPlans, storePlans } from './stored-plans';
import { forgetWorld, recallRows } from './stored-world';
import { World, type WorldOutcome } from './world';

/** Lives through worlds on a store; those that follow each other have their plans in common, which are brought on once. */
export class WorldRunner {
  #plans: { seed: number; stored: StoredPlans } | null = null;

  constructor(private readonly store: SimulationStore) {}

  /** Lives through the world of a seed. Throws BrokenPromiseError, which names the seed. */
  async run(seed: number): Promise<WorldOutcome> {
    const { store } = this;
    const world = drawWorld(seed);
    if (this.#plans?.seed !== world.planSeed)
      this.#plans = { seed: world.planSeed, stored: await storePlans(store, world) };
    // The first one too: whether it is lived through alone or after others, a world finds the same rows in the same order.
    await recallRows(store);
    try {
      return await new World(store, world, this.#plans.stored).run();
    } catch (error) {
      if (!(error instanceof BrokenPromiseError)) throw error;
      throw new BrokenPromiseError(
        `${error.message}\nThis was seed ${seed}. Replay it with TEREDO_FLEET_SIMULATION_SEED=${seed} npx vitest run --project database packages/dev-env/test/simulation/part-1.test.ts`,
      );
    }
  }

  /** Leaves an empty house. */
  end(): Promise<void> {
    return forgetWorld(this.store);
  }
}
