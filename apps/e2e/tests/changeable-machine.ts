import type { FleetApi } from '@teredo-fleet/dev-env';

/** Teredo off and nothing else. */
export const TURN_OFF = {
  teredo: { mode: 'off', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'leave',
  firewall: 'leave',
  allowReboot: false,
  acceptFirewallOff: false,
} as const;

/** A machine on which Teredo can be turned off in one step. */
export async function findChangeable(api: FleetApi): Promise<{ id: string; hostname: string }> {
  const { rows } = await api.machines.list.query({});
  for (const { id, hostname } of rows) {
    const { observation } = await api.machines.get.query({ id });
    const { steps, blockers } = await api.machines.preview.query({ id, desired: TURN_OFF });
    if (steps.length === 1 && blockers.length === 0 && observation !== null) return { id, hostname };
  }
  throw new Error('the simulated fleet has no machine that can be changed');
}
