import type { Observation, Step } from '@teredo-fleet/teredo';
import type { JobReceipt, JobReport } from './job-effects';
import type { StepRun } from './job-events';
import type { OverridingPerson } from './notice-override';
import type { JobOrder } from './order';

/** How a round of the notice ended. `again`: shown once more at `until`, without a deferral being counted. */
export type RoundResult = 'satisfied' | 'deferred' | 'again';

/**
 * What the journal holds of one job, oldest first. The state after a restart is these records folded, so a record is
 * written before the thing it speaks of is done (`begun`, `step-begun`) or told (`report`, `receipt`).
 */
export type JobRecord =
  /** `earlier`: for `restore`, the observation kept in the slot it names; null when there is no such slot. */
  | { kind: 'accepted'; at: number; order: JobOrder; earlier: Observation | null }
  | { kind: 'displayed'; round: number; session: string; at: number }
  | { kind: 'receipt'; round: number; receipt: JobReceipt }
  /** `at`: absent in journals that were begun before it was kept. */
  | { kind: 'round-ended'; round: number; result: RoundResult; until: number; at?: number | undefined }
  | { kind: 'overridden'; at: number; people: OverridingPerson[] }
  /** An ask goes out under this id; it is asked again under the same id until a `go` or a `hold` comes. */
  | { kind: 'asked'; at: number; askId: string }
  /** The `go` for this ask is used. */
  | { kind: 'begun'; at: number; askId: string }
  | { kind: 'planned'; at: number; before: Observation; steps: Step[] }
  | { kind: 'saved'; at: number }
  | { kind: 'step-begun'; at: number; index: number; role: 'change' | 'revert'; step: Step }
  | { kind: 'step-ended'; index: number; role: 'change' | 'revert'; run: StepRun; skipped: boolean }
  /** Awake time without any contact since the change, milliseconds. */
  | { kind: 'silence'; silentMs: number }
  | { kind: 'report'; report: JobReport };
