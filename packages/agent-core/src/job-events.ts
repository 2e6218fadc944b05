import type { Observation, PrintedBytes } from '@teredo-fleet/teredo';
import type { NoticeOverride } from './notice-override';

export type ObservePurpose = 'check' | 'before' | 'resume' | 'verify' | 'reverted';

/** How a step went, as the platform adapter tells it. `unknown`: it timed out or was cut off half-way. */
export interface StepRun {
  outcome: 'done' | 'failed' | 'unknown';
  exitCode: number | null;
  /** Capped at 4000 characters by the core. */
  output: string;
  /** The same byte for byte where some of it could not be read, capped at 8000 bytes by the core. */
  printed?: PrintedBytes | undefined;
  startedAt: number;
  finishedAt: number;
}

/** Somebody who is logged on. `id` names the session on this machine for as long as it lasts. */
export interface NoticeSession {
  id: string;
  user: string | null;
}

export type NoticeChannelKind =
  | 'desktop-dialog'
  | 'desktop-notification'
  | 'terminal'
  | 'page'
  | 'none'
  | 'simulated';

/** `suppressed`: the channel could not show it (no display, do not disturb). `informed`: shown, asks nothing. */
export type NoticeAnswer =
  | 'acknowledged'
  | 'deferred'
  | 'refused'
  | 'timed-out'
  | 'closed'
  | 'suppressed'
  | 'informed';

/** What the session's user was shown: the text that chooseText picked and its SHA-256 (hex, see NoticeText). */
export interface ShownText {
  channel: NoticeChannelKind;
  language: string;
  textSha256: string;
}

/** The opened `go` ticket; the protocol's GoTicket is assignable. */
export interface GoGrant {
  jobId: string;
  attempt: number;
  askId: string;
  machineId: string;
  epoch: number;
}

/** What happens to a job from outside. The runner delivers one at a time and performs all effects of one first. */
export type JobEvent =
  /** A wait is over, or time passed. Harmless at any moment. */
  | { kind: 'tick' }
  /** A new session with the server stands. */
  | { kind: 'connected' }
  | { kind: 'observed'; purpose: ObservePurpose; observation: Observation }
  | { kind: 'observe-failed'; purpose: ObservePurpose; text: string }
  /**
   * Who is logged on; first answer to `show-notice`. Sent again when it changes while the notice is up. `look` is the
   * newest number that `show-notice` or `look-now` had named when the look began, and only a look of now answers it.
   * `shown` is what somebody without a known language would see, for receipts of sessions that were shown nothing.
   */
  | {
      kind: 'notice-sessions';
      round: number;
      look: number;
      sessions: NoticeSession[];
      shown: ShownText;
      /** Of these sessions those that are shown nothing yet, since somebody is presenting in them; absent: none. */
      held?: string[] | undefined;
    }
  /** It can't be found out who is logged on; it is tried again. */
  | { kind: 'notice-sessions-unknown'; round: number; text: string }
  | { kind: 'notice-displayed'; round: number; session: string; at: number; shown: ShownText }
  | {
      kind: 'notice-answered';
      round: number;
      session: string;
      at: number;
      shown: ShownText;
      answer: NoticeAnswer;
      /** `deferred`: until when the user wants it, or null for the shortest. */
      until: number | null;
    }
  /**
   * An answer of the notice's page, whose code is that session's. `at` by the server's clock. Delivered again after each
   * `notice-sessions` and at the job's end, until a `settle-page-answer` names its id.
   */
  | {
      kind: 'page-answered';
      id: string;
      session: string;
      at: number;
      shown: ShownText;
      answer: 'acknowledged' | 'deferred' | 'refused';
      until: number | null;
    }
  /**
   * Two people decided that this change need not wait for answers. The runner has verified the signature. Told again in every
   * session.
   */
  | { kind: 'notice-overridden'; override: NoticeOverride }
  /** Somebody wants the notice shown again now; `at` by the server's clock. Told again in every session. */
  | { kind: 'nudged'; at: number }
  /** The `ask` is about to be sent with this id. */
  | { kind: 'asked'; askId: string }
  /** `epoch` of the session it came in; `elapsedMs` since its `ask` was sent, by the monotonic clock. */
  | { kind: 'go'; grant: GoGrant; epoch: number; elapsedMs: number }
  | { kind: 'hold'; reason: string; text: string; retryAfterSeconds: number }
  | { kind: 'cancel'; reason: string }
  | { kind: 'saved' }
  | { kind: 'save-failed'; text: string }
  | { kind: 'step-ended'; index: number; role: 'change' | 'revert'; run: StepRun }
  /** Sent every few seconds while contact is watched. `awakeMs`: time awake since the last one, never asleep. */
  | { kind: 'contact'; server: boolean; witness: boolean; awakeMs: number }
  /** A `journal` effect could not be made durable; the effects after it in the same list were not performed. */
  | { kind: 'journal-failed'; text: string };
