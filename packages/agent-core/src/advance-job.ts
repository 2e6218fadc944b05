import type { Observation } from '@teredo-fleet/teredo';
import {
  hasBegunStep,
  onBefore,
  onResolved,
  onResolveFailed,
  onSaved,
  onSaveFailed,
  onStepEnded,
} from './change-phase';
import { enterCheck, onChecked, onCheckFailed, onLookTick } from './check-phase';
import { copyState, initialState } from './initial-state';
import { end, type JobDraft, record } from './job-draft';
import type { JobEvent, ObservePurpose } from './job-events';
import type { Advance, JobPhase, JobState } from './job-state';
import { onJournalFailed } from './journal-failure';
import { isOfLatecomer, onLateAnswered, onLateDisplayed, onLateSessions } from './latecomers';
import {
  enterNotice,
  onAnswered,
  onDisplayed,
  onNoticeTick,
  onOverridden,
  onSessions,
  onSessionsUnknown,
} from './notice-phase';
import { onNudged } from './nudge';
import type { JobOrder } from './order';
import { onPageAnswer } from './page-answer';
import { onRevertChecked, onRevertCheckFailed, onRevertEnded } from './revert-phase';
import { enterAsking, enterStart, NOT_IN_TIME, onAsked, onAskingTick, onGo, onHold } from './start-phase';
import { onContact, onReadBack, onReadBackFailed, onVerifyTick } from './verify-phase';

/**
 * Takes on a job that acceptJob let in. `earlier` is, for a `restore`, the observation kept in the slot it names, else
 * null. Instants are milliseconds since the Unix epoch on the server's clock, as far as the agent knows it.
 */
export function startJob(order: JobOrder, earlier: Observation | null, nowMs: number): Advance {
  const draft: JobDraft = { state: initialState(order, earlier, nowMs), effects: [], nowMs: nowMs };
  record(draft, { kind: 'accepted', at: nowMs, order: order, earlier: earlier });
  enterCheck(draft);
  return { state: draft.state, effects: draft.effects };
}

/**
 * One event in the life of a job: the new state and what to do, in order. The given state is not changed. An event
 * that doesn't fit the phase (late, doubled, of an earlier round) changes nothing. SPEC.md has the rules.
 */
export function advanceJob(state: JobState, event: JobEvent, nowMs: number): Advance {
  const draft: JobDraft = { state: copyState(state), effects: [], nowMs: nowMs };
  if (event.kind === 'journal-failed') onJournalFailed(draft, event.text);
  else if (event.kind === 'page-answered' && draft.state.phase === 'ended') onPageAnswer(draft, event);
  else if (draft.state.phase !== 'ended') {
    endBeforeBegin(draft, event);
    dispatch(draft, event);
  }
  return { state: draft.state, effects: draft.effects };
}

/** Expiry and cancelling reach a job until its first step is begun; after that it runs to its end. */
function endBeforeBegin(draft: JobDraft, event: JobEvent): void {
  const { begun, order, phase } = draft.state;
  // One that asks again had a go and lost it.
  if ((begun === null || phase === 'asking') && draft.nowMs >= order.notAfter) {
    end(draft, 'expired', { detail: NOT_IN_TIME });
  } else if (event.kind === 'cancel' && !hasBegunStep(draft.state)) {
    end(draft, 'cancelled', { detail: `Cancelled: ${event.reason} Nothing was changed.` });
  }
}

function dispatch(draft: JobDraft, event: JobEvent): JobDraft {
  const { phase, notice } = draft.state;
  switch (event.kind) {
    case 'tick':
      return onTick(draft);
    case 'connected':
      if (phase === 'asking' && !draft.state.held) enterAsking(draft, null);
      return draft;
    case 'observed':
      return onObserved(draft, event.purpose, event.observation);
    case 'observe-failed':
      return onObserveFailed(draft, event.purpose, event.text);
    case 'notice-sessions':
      if (phase === 'notifying' && event.round === notice.round) onSessions(draft, event);
      else if (isOfLatecomer(draft, event.round)) onLateSessions(draft, event);
      return draft;
    case 'notice-sessions-unknown':
      if (phase === 'notifying' && event.round === notice.round) onSessionsUnknown(draft, event.text);
      return draft;
    case 'notice-displayed':
      if (phase === 'notifying' && event.round === notice.round) onDisplayed(draft, event);
      else if (isOfLatecomer(draft, event.round)) onLateDisplayed(draft, event);
      return draft;
    case 'notice-answered':
      if (phase === 'notifying' && event.round === notice.round) onAnswered(draft, event);
      else if (isOfLatecomer(draft, event.round)) onLateAnswered(draft, event);
      return draft;
    case 'page-answered':
      return onPageAnswer(draft, event);
    case 'notice-overridden':
      return onOverridden(draft, event.override);
    case 'nudged':
      if (phase === 'notice-pause') onNudged(draft, event.at);
      return draft;
    case 'asked':
      if (phase === 'asking') onAsked(draft, event.askId);
      return draft;
    case 'go':
      if (phase === 'asking') onGo(draft, event);
      return draft;
    case 'hold':
      if (phase === 'asking') onHold(draft, event);
      return draft;
    case 'saved':
      if (phase === 'saving') onSaved(draft);
      return draft;
    case 'save-failed':
      if (phase === 'saving') onSaveFailed(draft, event.text);
      return draft;
    case 'step-ended':
      if (phase === 'applying' && event.role === 'change') onStepEnded(draft, event.index, event.run);
      if (phase === 'reverting' && event.role === 'revert') onRevertEnded(draft, event.run);
      return draft;
    case 'contact':
      if (phase === 'verifying' || phase === 'awaiting-contact') onContact(draft, event);
      return draft;
    default:
      // Cancelling and a broken journal were dealt with before.
      return draft;
  }
}

/** Only these phases wait for time; in every other a tick changes nothing. */
function onTick(draft: JobDraft): JobDraft {
  switch (draft.state.phase) {
    case 'notifying':
      return onNoticeTick(draft);
    case 'notice-pause':
      return enterNotice(draft);
    case 'waiting-window':
      return enterStart(draft);
    case 'asking':
      return onAskingTick(draft);
    case 'verifying':
      return onVerifyTick(draft);
    case 'checking':
      return onLookTick(draft, 'check');
    case 'planning':
      return onLookTick(draft, 'before');
    default:
      return draft;
  }
}

function onObserved(draft: JobDraft, purpose: ObservePurpose, observation: Observation): JobDraft {
  if (draft.state.phase !== OBSERVING_PHASE[purpose]) return draft;
  switch (purpose) {
    case 'check':
      return onChecked(draft, observation);
    case 'before':
      return onBefore(draft, observation);
    case 'resume':
      return onResolved(draft, observation);
    case 'verify':
      return onReadBack(draft, observation);
    case 'reverted':
      return onRevertChecked(draft, observation);
  }
}

function onObserveFailed(draft: JobDraft, purpose: ObservePurpose, text: string): JobDraft {
  if (draft.state.phase !== OBSERVING_PHASE[purpose]) return draft;
  switch (purpose) {
    case 'check':
    case 'before':
      return onCheckFailed(draft, text);
    case 'resume':
      return onResolveFailed(draft, text);
    case 'verify':
      return onReadBackFailed(draft, text);
    case 'reverted':
      return onRevertCheckFailed(draft, text);
  }
}

/** The phase in which an observation of each purpose is waited for. */
const OBSERVING_PHASE: Record<ObservePurpose, JobPhase> = {
  check: 'checking',
  before: 'planning',
  resume: 'resolving',
  verify: 'verifying',
  reverted: 'checking-revert',
};
