import {
  type MembershipReason,
  placeLateJoiner,
  planWaves,
  type WaveDefinition,
} from '@teredo-fleet/rollout';
import { canonicalText, sha256 } from '../core/sha256';
import type { PlannedWave } from './plan-parts';
import type { PlannedPlan } from './planned-plan';
import type { TargetedMachine } from './target';

/** Why a machine is left alone although the target matches it. */
export type ExclusionReason = { kind: 'by-plan'; reason: string } | { kind: 'no-wave' };

/** What a plan says of who is where. */
export type MembershipPlan = Pick<PlannedPlan, 'waves' | 'exclusions'>;

export interface PlanMember {
  machine: TargetedMachine;
  /** Index among the waves that are made; null: no wave takes it. */
  wave: number | null;
  reason: MembershipReason | { kind: 'excluded' } | { kind: 'no-wave' };
  excluded: ExclusionReason | null;
}

export interface PlanMembership {
  /** Waves that are made, in their order. */
  waves: PlannedWave[];
  /** Names of waves that take nobody. */
  leftOut: string[];
  members: PlanMember[];
  /** Machines that are not left alone, those that no wave takes included. */
  targeted: number;
}

/** Spreads machines over waves; the same for the same rollout and machine. */
export function rankOf(rolloutId: string, machineId: string): string {
  return sha256(rolloutId + machineId).toString('hex');
}

/** The filter of a wave is known by the wave's name. */
export function definitionOf({ name, selection }: PlannedWave): WaveDefinition {
  return { name, selection: selection.kind === 'filter' ? { kind: 'filter', filter: name } : selection };
}

/** Names of the waves whose filter a machine fits. */
export function fitsOf(plan: MembershipPlan, { fits }: Pick<TargetedMachine, 'fits'>): string[] {
  return plan.waves.filter((_, index) => fits[index]).map(({ name }) => name);
}

/** The reason of the first exclusion that matches; null: none does. */
export function exclusionOf(plan: MembershipPlan, { excluded }: Pick<TargetedMachine, 'excluded'>) {
  const index = excluded.indexOf(true);
  return index === -1 ? null : ({ kind: 'by-plan', reason: plan.exclusions[index]!.reason } as const);
}

/** Who is in which wave and why (SPEC W1 to W5 of packages/rollout). Excluded machines take no place of another. */
export function planMembership(
  plan: MembershipPlan,
  rolloutId: string,
  machines: readonly TargetedMachine[],
): PlanMembership {
  const exclusions = new Map(machines.map((machine) => [machine.id, exclusionOf(plan, machine)]));
  const candidates = machines.filter(({ id }) => exclusions.get(id) === null);
  const definitions = plan.waves.map(definitionOf);
  const planned = planWaves(
    definitions,
    candidates.map((machine) => ({
      id: machine.id,
      rank: rankOf(rolloutId, machine.id),
      inContact: machine.connected,
      fits: fitsOf(plan, machine),
    })),
  );
  const places = new Map(planned.memberships.map(({ id, ...place }) => [id, place]));
  const made = planned.waves.map((definition) => ({ definition, opened: false }));
  const excludedPlace = (machine: TargetedMachine) => {
    const place = placeLateJoiner({ fits: fitsOf(plan, machine) }, made);
    if (place !== 'late-pool') return place;
    return { wave: made.length === 0 ? null : made.length - 1, reason: { kind: 'excluded' } as const };
  };
  const members = machines.map((machine): PlanMember => {
    const excluded = exclusions.get(machine.id) ?? null;
    if (excluded !== null) return { machine, ...excludedPlace(machine), excluded };
    const place = places.get(machine.id);
    if (place !== undefined) return { machine, ...place, excluded: null };
    return { machine, wave: null, reason: { kind: 'no-wave' }, excluded: { kind: 'no-wave' } };
  });
  return {
    waves: planned.waves.map(({ name }) => plan.waves.find((wave) => wave.name === name)!),
    leftOut: planned.leftOut.map(({ name }) => name),
    members,
    targeted: candidates.length,
  };
}

/** The members as a plan names them: a filter may match others later, the same plan again is then another one. */
export function membersOf({ members }: PlanMembership): NonNullable<PlannedPlan['members']> {
  const rows = members.map(({ machine, wave, excluded }) => [machine.id, wave, excluded] as const);
  const text = canonicalText(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
  return { machines: members.length, sha256: sha256(text).toString('hex') };
}
