import { changedFacts, type MachineServerInput, type Queryable, storeMachineServers } from '@teredo-fleet/db';
import { canonicalServerName, type Observation, outcomeOf, serverOfMachine } from '@teredo-fleet/teredo';

/** As many observations as are held in memory at once. */
const PORTION = 500;

type Read = Pick<MachineServerInput, 'server' | 'by' | 'inUse' | 'asked' | 'outcome'>;

/** Which server a machine has, and what its agent's probe said of which. */
export function readMachineServer(observation: Observation): Read {
  const { name, by, inUse } = serverOfMachine(observation);
  const { probe } = observation.reachable;
  const asked = probe === null ? null : canonicalServerName(probe.serverName);
  const outcome = probe === null || asked === null ? null : outcomeOf(probe);
  return { server: name, by, inUse, asked: outcome === null ? null : asked, outcome };
}

/** Reads again what changed; gives how many machines that were. */
export async function foldMachineServers(db: Queryable): Promise<number> {
  const changed = await changedFacts(db, PORTION);
  await storeMachineServers(
    db,
    changed.map(({ machineId, factsChangedAt, observation }) => ({
      machineId,
      factsChangedAt,
      ...readMachineServer({ ...observation, evidence: [] } as unknown as Observation),
    })),
  );
  return changed.length;
}

/** Whether a portion was full, so that there may be more. */
export function mayHaveMore(folded: number): boolean {
  return folded === PORTION;
}
