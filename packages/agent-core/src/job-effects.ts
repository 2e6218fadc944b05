import type { Blocker, Observation, PrintedBytes, Step, UnmetFact } from '@teredo-fleet/teredo';
import type { NoticeAnswer, NoticeChannelKind, ObservePurpose } from './job-events';
import type { JobRecord } from './job-records';
import type { NoticeText } from './order';
import type { PageAnswerOutcome } from './page-answer';

export type ReportedState =
  | 'notifying'
  | 'deferred'
  | 'waiting-window'
  | 'queued'
  | 'running'
  | 'verifying'
  | TerminalState;

export type TerminalState =
  | 'verified'
  | 'already-compliant'
  | 'not-applicable'
  | 'blocked'
  | 'failed'
  | 'verify-failed'
  | 'timed-out'
  | 'reverted'
  | 'refused'
  | 'expired'
  | 'cancelled'
  | 'rolled-back';

export interface StepReport {
  step: Step;
  outcome: 'done' | 'failed' | 'unknown' | 'skipped';
  exitCode: number | null;
  output: string;
  printed?: PrintedBytes | undefined;
  startedAt: number;
  finishedAt: number;
}

/** The body of a `status` message; the runner adds `type` and `n`. Observations come without their evidence. */
export interface JobReport {
  jobId: string;
  attempt: number;
  /** Rises by one with each report of the job, over restarts too. */
  version: number;
  state: ReportedState;
  at: number;
  detail: string | null;
  until: number | null;
  steps: StepReport[];
  before: Observation | null;
  after: Observation | null;
  unmet: UnmetFact[];
  blockers: Blocker[];
}

/** The body of a `receipt` message; the runner adds `type` and `n`. */
export interface JobReceipt {
  jobId: string;
  attempt: number;
  session: string;
  user: string | null;
  channel: NoticeChannelKind;
  language: string;
  textSha256: string;
  onAgentAt: number;
  displayedAt: number | null;
  answeredAt: number | null;
  answer: NoticeAnswer | 'nobody-logged-on';
  deferredUntil: number | null;
  deferrals: number;
  /** Names of the two people who decided that nobody's answer is waited for; absent: it was. */
  overriddenBy?: string[] | undefined;
}

/** What to show. The runner lists the sessions, picks each one's text with chooseText, and reports events. */
export interface NoticeRequest {
  round: number;
  /** The number of the look of now with which it begins. */
  look: number;
  texts: NoticeText[];
  /** Sessions that acknowledged in an earlier round; they aren't asked again. */
  skip: string[];
  /** False: show it and answer `informed` once displayed, unless the user may refuse. */
  wantsAnswer: boolean;
  mayDefer: boolean;
  mayRefuse: boolean;
  deferralsLeft: number;
  /** The latest end of a deferral, by the server's clock; null where none is offered. */
  deferrableUntil: number | null;
  /** Until then, by the server's clock, it is not shown to somebody who is presenting. */
  quietUntil: number;
  /** It could be put off before, and can't any more. */
  isDeferralOver: boolean;
  answerTimeoutSeconds: number;
}

/**
 * What to do, as data. Perform a list strictly in order; a `journal` must be on disk (fsync) before anything after it.
 * When it can't be, drop the rest of the list and deliver `journal-failed`.
 */
export type JobEffect =
  | { kind: 'journal'; record: JobRecord }
  | { kind: 'report-status'; report: JobReport }
  | { kind: 'send-receipt'; receipt: JobReceipt }
  | { kind: 'observe'; purpose: ObservePurpose }
  | { kind: 'show-notice'; request: NoticeRequest }
  /**
   * The round is over and what is on the screens stays: until the change begins, look now and then who is logged on, and
   * show it to whoever is not skipped. Events are those of a round.
   */
  | { kind: 'tell-latecomers'; request: NoticeRequest }
  /** Look who is logged on now, under this number; a look that began before does not count, one that fails is made again. */
  | { kind: 'look-now'; look: number }
  /** Take the notice off every screen; nobody has to answer it any more. */
  | { kind: 'withdraw-notice' }
  /** Take it off this session's screen: it was answered elsewhere. */
  | { kind: 'withdraw-from'; session: string }
  /** Tell the server what became of an answer of the page. */
  | { kind: 'settle-page-answer'; id: string; outcome: PageAnswerOutcome }
  /** Deliver `asked` with this id, or with a new random one when null, perform what that wants, then send `ask`. */
  | { kind: 'ask'; askId: string | null }
  /** Keep the machine's own values under `slot` unless the slot is there already, with `before` beside them. */
  | { kind: 'save-earlier-values'; slot: string; before: Observation }
  | { kind: 'apply-step'; index: number; role: 'change' | 'revert'; step: Step; savedSlot: string }
  /** Deliver `contact` every few seconds until `stop-watching-contact`. */
  | { kind: 'watch-contact'; witnesses: string[] }
  | { kind: 'stop-watching-contact' }
  /** Deliver `tick` at this instant; replaces the job's earlier wait. */
  | { kind: 'wait-until'; at: number };
