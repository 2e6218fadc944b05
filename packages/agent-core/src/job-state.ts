import type { Observation, Step } from '@teredo-fleet/teredo';
import type { JobEffect, JobReceipt, JobReport, TerminalState } from './job-effects';
import type { StepRun } from './job-events';
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
  displayedAt: number | null;
  receipt: JobReceipt | null;
}

export interface NoticeProgress {
  round: number;
  sessions: SessionNotice[];
  /** The sessions of this round are known. */
  listed: boolean;
  /** When `show-notice` of this round went out. */
  shownAt: number | null;
  firstDisplayedAt: number | null;
  deferrals: number;
  acknowledgedBy: string[];
  satisfied: boolean;
  /** A round that ended without satisfying: when the next begins. */
  pauseUntil: number | null;
  pauseKind: 'deferred' | 'again' | null;
  nobodyTold: boolean;
}

export interface StepProgress {
  step: Step;
  /** How often it was journalled as begun in this attempt. */
  begins: number;
  run: StepRun | null;
  skipped: boolean;
}

/** One job's whole state: plain data, made by startJob or resumeJob and changed by advanceJob only. */
export interface JobState {
  phase: JobPhase;
  order: JobOrder;
  acceptedAt: number;
  earlier: Observation | null;
  notice: NoticeProgress;
  /** The newest ask; its go is the only one that counts. */
  ask: { askId: string; askedAt: number } | null;
  askAgainAt: number | null;
  begun: { askId: string; at: number } | null;
  before: Observation | null;
  savedValues: boolean;
  steps: StepProgress[];
  revert: { begins: number; run: StepRun | null };
  /** Read-backs made, the newest observation, and when the next is due. */
  verify: { made: number; after: Observation | null; nextAt: number | null };
  contact: { silentMs: number; journalledMs: number; seenSinceReadBack: boolean };
  /** The verdict that waits for contact. */
  verdict: { state: TerminalState; report: JobReport } | null;
  /** Text of the failure that made the journal unusable; no step is begun after it. */
  journalBroken: string | null;
  lastReport: JobReport | null;
}

export interface Advance {
  state: JobState;
  effects: JobEffect[];
}
