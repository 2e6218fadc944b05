import { PlanBringer } from './bring-plan';
import type { DrawnHistory, DrawnWorld } from './drawn-history';
import type { TrailEntry } from './house';
import { newestSeq, readTrail } from './news';
import { People } from './people';
import { seededRandom } from './random';
import { draftOf } from './simulated-plan';
import type { SimulationStore } from './simulation-store';
import { forgetWorld, keepRows, storeMachines } from './stored-world';

/** The plans of worlds that have them in common, in the database: on their way to approval, with nothing begun. */
export interface StoredPlans {
  /** Rollouts, in the order of the histories. */
  ids: readonly string[];
  /** What is on record of them. */
  trail: readonly TrailEntry[];
}

export const nameOf = ({ seed, theme }: DrawnHistory, place: number): string =>
  `plan ${place} of ${seed}, ${theme}`;

/** Enrols the machines that are there from the beginning, and brings the plan on its way through the verbs. */
async function storePlan(
  store: SimulationStore,
  people: People,
  history: DrawnHistory,
  place: number,
): Promise<string> {
  await storeMachines(
    store,
    place,
    history.machines.filter(({ joinsAt }) => joinsAt === null),
  );
  const bringer = new PlanBringer(store, people);
  const name = nameOf(history, place);
  const draft = draftOf(history, place);
  const id = await bringer.write(name, draft, history.approval);
  await bringer.follow(id, history.approval, (by) => bringer.edit(id, name, draft, by));
  return id;
}

/** Puts the plans of a world into an empty house, and keeps what is stored then for each world that has the same. */
export async function storePlans(store: SimulationStore, world: DrawnWorld): Promise<StoredPlans> {
  await forgetWorld(store);
  store.setNow(world.startMs);
  const people = await People.of({ store, random: seededRandom(world.planSeed), now: () => world.startMs });
  await people.call(people.admin, 'settings.set', { overrideNeedsTwo: world.overrideNeedsTwo });
  const since = await newestSeq(store.admin);
  const ids: string[] = [];
  for (const [place, history] of world.histories.entries())
    ids.push(await storePlan(store, people, history, place));
  const trail = await readTrail(store.admin, since);
  await keepRows(store);
  return { ids, trail };
}
