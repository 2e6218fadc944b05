import type { Observation, Step, UnmetFact } from '@teredo-fleet/teredo';
import type { JobEffect, JobReceipt, JobReport, TerminalState } from './job-effects';
import type { ShownText, StepRun } from './job-events';
import type { OverridingPerson } from './notice-override';
import type { JobOrder } from './order';

/** Where in its life a job is. SPEC.md section 1 draws it. */
export type JobPhase =
  | 'checking'
  | 'notifying'
  | 'notice-pause'
  | 'waiting-window'
  | 'asking'
  | 'planning'
  | 'saving'
  | 'applying'
  | 'resolving'
  | 'verifying'
  | 'awaiting-contact'
  | 'reverting'
  | 'checking-revert'
  | 'ended';

/** One session in the current round. */
export interface SessionNotice {
  id: string;
  user: string | null;
  /** When it was listed first in this round. */
  askedAt: number;
  displayedAt: number | null;
  receipt: JobReceipt | null;
}

export interface NoticeProgress {
  /** Rounds before this one; also `deferrals` of this round's receipts. */
  round: number;
  sessions: SessionNotice[];
  /** When `show-notice` of this round went out; null while none is up. */
  shownAt: number | null;
  /** How many looks of now at who is logged on were asked for. */
  looks: number;
  /** The newest of them is not made yet: no round is satisfied before it is. */
  isLookDue: boolean;
  /** What a session without a known language would see; null until the first list of sessions. */
  defaultText: ShownText | null;
  firstDisplayedAt: number | null;
  /** Rounds that ended as deferred. */
  deferrals: number;
  acknowledgedBy: string[];
  satisfied: boolean;
  /** A round that ended without satisfying: when the next begins, why, and since when. */
  pause: { until: number; kind: 'deferred' | 'again' | 'nobody'; since: number } | null;
  /** Two people decided that the change need not wait for answers; null: nobody did. */
  override: { at: number; people: OverridingPerson[] } | null;
  /** Every receipt of this attempt, oldest first. */
  receipts: JobReceipt[];
}

export interface StepProgress {
  step: Step;
  /** How often it was journalled as begun in this attempt: at most twice. */
  begins: number;
  run: StepRun | null;
  skipped: boolean;
  /** What the adapter said of a run that it could not see the end of. */
  unclear: StepRun | null;
}

/** One job's whole state: plain data, made by startJob or resumeJob and changed by advanceJob only. */
export interface JobState {
  phase: JobPhase;
  order: JobOrder;
  acceptedAt: number;
  /** For `restore`: the observation in the slot that it gives back. */
  earlier: Observation | null;
  notice: NoticeProgress;
  /** The newest ask; its go is the only one that counts. `askedAt` is null until it was sent. */
  ask: { askId: string; askedAt: number | null } | null;
  askAgainAt: number | null;
  /** The newest answer was `hold`: no ask goes out before `askAgainAt`. */
  held: boolean;
  begun: { askId: string; at: number } | null;
  /** What the machine was before the first step, without evidence. */
  before: Observation | null;
  steps: StepProgress[];
  revert: { begins: number; run: StepRun | null };
  /** Read-backs made, the newest one's observation, and when the next is due. */
  verify: { made: number; after: Observation | null; nextAt: number | null };
  contact: { silentMs: number; journalledMs: number; seen: boolean };
  /** The verdict that waits for contact. */
  verdict: Verdict | null;
  /** Why the journal can't be written; no step is begun after it. */
  journalBroken: string | null;
  lastReport: JobReport | null;
}

export interface Verdict {
  state: TerminalState;
  detail: string | null;
  unmet: UnmetFact[];
}

export interface Advance {
  state: JobState;
  effects: JobEffect[];
}
