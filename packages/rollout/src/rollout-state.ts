import type { Gate } from './gate';
import type { WaveCounts } from './wave-counts';

export const ROLLOUT_STATES = [
  'draft',
  'awaiting-approval',
  'approved',
  'running',
  'paused',
  'done',
  'aborted',
] as const;
export type RolloutState = (typeof ROLLOUT_STATES)[number];

/** A wave as it stands. Times are milliseconds since 1970. */
export interface WaveStanding {
  gate: Gate;
  /** Machines not heard of become late this long after the wave opened. */
  patienceSeconds: number;
  openedAt: number | null;
  /** Since when the gate's checks hold together; null while they don't. */
  gateMetAt: number | null;
  promoted: boolean;
  overridden: boolean;
  counts: WaveCounts;
}

/** Everything that `advance` looks at, read in one transaction. Times are milliseconds since 1970. */
export interface RolloutStanding {
  state: RolloutState;
  startAt: number | null;
  endAt: number | null;
  brake: boolean;
  /** End of the freeze that holds now; null without one. */
  frozenUntil: number | null;
  /** In their order, at least one. */
  waves: readonly WaveStanding[];
  latePool: WaveCounts;
  /** It ends rather than wait where nobody is left to judge by: another one follows that takes other machines first. */
  givesUp: boolean;
}
