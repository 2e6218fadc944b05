import type { PlanBringer } from './bring-plan';
import type { DrawnHistory, DrawnMachine, DrawnZone, Happening } from './drawn-history';
import type { House } from './house';
import { between, type Random } from './random';
import type { SimulatedAgent } from './simulated-agent';
import { draftOf } from './simulated-plan';
import type { SimulationStore } from './simulation-store';
import { nameOf } from './stored-plans';
import { storeMachines } from './stored-world';
import type { Timeline } from './timeline';
import { TrackedRollout } from './tracked-rollout';

const MINUTE_MS = 60_000;

export interface BeginParts {
  store: SimulationStore;
  timeline: Timeline;
  random: Random;
  house: House;
  zones: ReadonlyMap<string, DrawnZone>;
  bringer: PlanBringer;
  agentOf(machineId: string): SimulatedAgent;
  enter(): Promise<void>;
  happen(tracked: TrackedRollout, happening: Happening): Promise<void>;
}

/** Starts the machines of a history whose plan is stored, and plans everything that will happen to it. */
export function beginHistory(
  parts: BeginParts,
  history: DrawnHistory,
  stored: { id: string; place: number },
): TrackedRollout {
  const { house, zones, agentOf } = parts;
  const { machines } = history;
  for (const { id, joinsAt } of machines) if (joinsAt === null) agentOf(id).start();
  const tracked = new TrackedRollout(stored.id, history, { house, machines }, zones);
  tracked.isForged = history.approval === 'forged';
  planArrivals(parts, history, stored.place);
  planAhead(parts, tracked, history, stored.place);
  return tracked;
}

function planArrivals({ store, timeline, agentOf, enter }: BeginParts, history: DrawnHistory, place: number) {
  const arrive = async (machine: DrawnMachine) => {
    await enter();
    await storeMachines(store, place, [machine]);
    agentOf(machine.id).start();
  };
  for (const machine of history.machines)
    if (machine.joinsAt !== null) timeline.at(machine.joinsAt, () => arrive(machine));
}

function planAhead(
  { timeline, random, bringer, enter, happen }: BeginParts,
  tracked: TrackedRollout,
  history: DrawnHistory,
  place: number,
): void {
  const approve = async () => {
    await enter();
    await bringer.approve(tracked.id);
  };
  const edit = async () => {
    await enter();
    await bringer.edit(tracked.id, nameOf(history, place), draftOf(history, place));
  };
  if (history.approval === 'late') timeline.after(between(random, 1, 20) * MINUTE_MS, approve);
  for (const happening of history.happenings)
    timeline.at(happening.atMs, () => {
      if (happening.kind === 'approve') return approve();
      return happening.kind === 'edit' ? edit() : happen(tracked, happening);
    });
}
