import {
  type Blocker,
  contradictedFacts,
  type DesiredState,
  type MachineRole,
  machineRoleOf,
  type Observation,
  plan,
} from '@teredo-fleet/teredo';

/** What would become of a machine, by the very `plan()` and `contradictedFacts()` by which its agent judges. */
export type MachineProspect =
  | { kind: 'will-change' | 'already-compliant' | 'not-working' | 'unknown' }
  | { kind: 'blocked' | 'not-applicable'; blockers: Blocker[] };

/** The agent's own verdict on what its server last saw of the machine; null: nothing yet, so nobody knows. */
export function prospectOf(observation: Observation | null, desired: DesiredState): MachineProspect {
  if (observation === null) return { kind: 'unknown' };
  const { steps, blockers } = plan(observation, desired);
  if (blockers.some(({ code }) => code === 'unsupported-os')) return { kind: 'not-applicable', blockers };
  if (blockers.length > 0) return { kind: 'blocked', blockers };
  if (steps.length > 0) return { kind: 'will-change' };
  return { kind: contradictedFacts(observation, desired).length === 0 ? 'already-compliant' : 'not-working' };
}

/** How a machine uses Teredo now. */
export type TeredoUse = 'qualified' | 'directaccess' | 'address';

/** Roles in which Teredo, qualified or not, gives the machine itself no IPv6 internet. */
export type RelayRole = Extract<MachineRole, 'host-specific-relay' | 'relay' | 'server'>;

/** Null: it is none. */
export function relayRoleOf(observation: Observation): RelayRole | null {
  const role = machineRoleOf(observation);
  return role === 'host-specific-relay' || role === 'relay' || role === 'server' ? role : null;
}

/** A relay's state and address are no sign that programs of the machine go through Teredo. */
export function usesOf(observation: Observation): TeredoUse[] {
  const { configured, effective } = observation;
  const relay = relayRoleOf(observation) !== null;
  const uses: TeredoUse[] = [];
  if (effective.state === 'qualified' && !relay) uses.push('qualified');
  if (configured.type === 'enterpriseclient' || effective.type === 'enterpriseclient')
    uses.push('directaccess');
  if (effective.address !== null && !relay) uses.push('address');
  return uses;
}
