import {
  type Blocker,
  contradictedFacts,
  type DesiredState,
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

export function usesOf({ configured, effective }: Observation): TeredoUse[] {
  const uses: TeredoUse[] = [];
  if (effective.state === 'qualified') uses.push('qualified');
  if (configured.type === 'enterpriseclient' || effective.type === 'enterpriseclient')
    uses.push('directaccess');
  if (effective.address !== null) uses.push('address');
  return uses;
}
