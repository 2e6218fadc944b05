import { randomUUID } from 'node:crypto';
import type { Observation, TeredoProbe } from '@teredo-fleet/teredo';
import { foldTeredoServers } from '../../src';
import type { TestFleet } from './fleet';
import { sampleObservation } from './sample-observation';

export type Outcome = 'both' | 'primary-only' | 'secondary-only' | 'silent' | 'unresolved';

/** A probe as an agent would send it. */
export function probeOf(serverName: string, outcome: Outcome): TeredoProbe {
  const asked = (serverAddress: string, answered: boolean) => ({
    serverAddress,
    answered,
    mapped: answered ? { address: '203.0.113.9', port: 40_000 } : null,
    roundTripMs: answered ? 20 : null,
  });
  const resolved = outcome !== 'unresolved';
  return {
    serverName,
    resolved,
    primary: resolved ? asked('192.0.2.1', outcome === 'both' || outcome === 'primary-only') : null,
    secondary: resolved ? asked('192.0.2.2', outcome === 'both' || outcome === 'secondary-only') : null,
    nat: null,
  };
}

export interface ServedMachine {
  /** As it is written down on the machine. */
  server: string | null;
  outcome: Outcome | null;
  scopeId?: string;
  /** Address it connects from; each machine another one when left out. */
  remote?: string;
  on?: boolean;
  simulated?: boolean;
  status?: 'active' | 'pending';
}

let networks = 0;

/** A machine with a server and, if it has a probe, what came of that. */
export async function servedMachine(fleet: TestFleet, served: ServedMachine): Promise<string> {
  const { server, outcome, on = true, simulated = false, status = 'active' } = served;
  const platform = simulated ? 'simulated' : 'linux';
  const scope = served.scopeId === undefined ? {} : { scopeId: served.scopeId };
  const id = await fleet.machine({
    hostname: `served-${randomUUID().slice(0, 8)}`,
    status,
    platform,
    ...scope,
  });
  await fleet.observe(id, { at: Date.now(), type: on ? 'client' : 'disabled' });
  const base = sampleObservation({ type: on ? 'client' : 'disabled', verdict: 'unknown', at: Date.now() });
  const observation: Observation = {
    ...base,
    configured: { ...base.configured, serverName: server },
    reachable: {
      ...base.reachable,
      probe: outcome === null || server === null ? null : probeOf(server, outcome),
    },
  };
  await fleet.rows(
    'update machine_facts set observation = $2, changed_at = clock_timestamp() where machine_id = $1',
    [id, observation],
  );
  await fleet.connect(id, true);
  networks += 1;
  const remote = served.remote ?? `198.51.100.${networks}`;
  await fleet.rows('update machine_contact set remote = $2 where machine_id = $1', [id, remote]);
  return id;
}

/** What the engine does in the background. */
export function fold(fleet: TestFleet): Promise<void> {
  return foldTeredoServers(fleet.database.pool('engine'));
}
