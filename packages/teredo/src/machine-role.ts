import type { Observation, TeredoRole } from './observation';

/**
 * What Teredo is on a machine. Only a client reaches the IPv6 internet through it: a host-specific relay serves its own
 * host, which has another way there, and a relay or a server serves others. `none`: it is off or does not run.
 */
export type MachineRole = TeredoRole | 'relay' | 'server' | 'none' | 'unknown';

/** Every role, as lists offer them. */
export const MACHINE_ROLES: MachineRole[] = [
  'client',
  'host-specific-relay',
  'relay',
  'server',
  'none',
  'unknown',
];

/**
 * The role of an observed machine. A running client says which of two it is, and not before it has looked: one that
 * sleeps or still looks is unknown, whatever it was set to be.
 */
export function machineRoleOf({ configured, effective }: Observation): MachineRole {
  const type = effective.type === 'unknown' ? configured.type : effective.type;
  if (type === 'disabled' || effective.state === 'offline') return 'none';
  if (effective.role !== null) return effective.role;
  return type === 'server' || type === 'relay' ? type : 'unknown';
}
