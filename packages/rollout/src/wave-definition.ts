/** Which machines a wave takes. A filter is known by its name; who evaluates it says which machines fit. */
export type WaveSelection =
  | { kind: 'count'; count: number }
  | { kind: 'percent'; percent: number }
  | { kind: 'filter'; filter: string }
  | { kind: 'rest' };

export interface WaveDefinition {
  name: string;
  selection: WaveSelection;
}

/** A targeted machine that may be put into a wave. */
export interface Candidate {
  id: string;
  /** Spreads machines over waves; the same for the same rollout and machine. */
  rank: string;
  inContact: boolean;
  /** Names of the filters that it fits. */
  fits: readonly string[];
}

/** Why a machine is in its wave (SPEC W4). `position` counts from 1 among the wave's own. */
export type MembershipReason =
  | { kind: 'counted'; position: number; taken: number; targeted: number; inContact: boolean }
  | { kind: 'filter'; filter: string }
  | { kind: 'rest' };

export interface Membership {
  id: string;
  /** Index among the waves that are kept, from 0. */
  wave: number;
  reason: MembershipReason;
}

export interface WavePlan {
  waves: WaveDefinition[];
  memberships: Membership[];
  /** Machines that no wave takes, by id in order. */
  unassigned: string[];
  /** Waves that take nobody. */
  leftOut: WaveDefinition[];
}
