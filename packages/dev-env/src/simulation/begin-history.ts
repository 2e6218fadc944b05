import type { PlanBringer } from './bring-plan';
import type { DrawnHistory, DrawnMachine, DrawnZone, Happening } from './drawn-history';
import type { House } from './house';
import { between, type Random } from './random';
import type { SimulatedAgent } from './simulated-agent';
import { draftOf } from './simulated-plan';
import type { SimulationStore } from './simulation-store';
import { storeMachines } from './stored-world';
import type { Timeline } from './timeline';
import { TrackedRollout } from './tracked-rollout';
import type { Watch } from './watch';

const MINUTE_MS = 60_000;

export interface BeginParts {
  store: SimulationStore;
  timeline: Timeline;
  random: Random;
  house: House;
  zones: ReadonlyMap<string, DrawnZone>;
  watch: Watch;
  bringer: PlanBringer;
  agentOf(machineId: string): SimulatedAgent;
  enter(): Promise<void>;
  happen(tracked: TrackedRollout, happening: Happening): Promise<void>;
}

/** Enrols the machines of a history, brings its plan on its way, and plans everything that will happen to it. */
export async function beginHistory(
  parts: BeginParts,
  history: DrawnHistory,
  place: number,
): Promise<TrackedRollout> {
  const { bringer, house, watch, zones } = parts;
  await enrol(parts, history, place);
  const name = `seed ${history.seed}, ${history.theme}`;
  const draft = draftOf(history, place);
  const id = await bringer.write(name, draft, history.approval);
  const { machines } = history;
  const tracked = new TrackedRollout(id, history, { house, machines }, zones);
  tracked.isForged = history.approval === 'forged';
  watch.add(tracked);
  await watch.hold(false);
  const edit = () => bringer.edit(id, name, draft);
  await bringer.follow(id, history.approval, edit);
  planAhead(parts, tracked, history, edit);
  return tracked;
}

async function enrol({ store, timeline, agentOf, enter }: BeginParts, history: DrawnHistory, place: number) {
  const arrive = async (machines: readonly DrawnMachine[]) => {
    await storeMachines(store, place, machines);
    for (const { id } of machines) agentOf(id).start();
  };
  await arrive(history.machines.filter(({ joinsAt }) => joinsAt === null));
  for (const machine of history.machines)
    if (machine.joinsAt !== null)
      timeline.at(machine.joinsAt, async () => {
        await enter();
        await arrive([machine]);
      });
}

function planAhead(
  { timeline, random, bringer, enter, happen }: BeginParts,
  tracked: TrackedRollout,
  history: DrawnHistory,
  edit: () => Promise<void>,
): void {
  const approve = async () => {
    await enter();
    await bringer.approve(tracked.id);
  };
  if (history.approval === 'late') timeline.after(between(random, 1, 20) * MINUTE_MS, approve);
  for (const happening of history.happenings)
    timeline.at(happening.atMs, async () => {
      if (happening.kind === 'approve') return approve();
      if (happening.kind !== 'edit') return happen(tracked, happening);
      await enter();
      await edit();
    });
}
