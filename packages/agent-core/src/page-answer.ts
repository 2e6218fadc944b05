import { findSession } from './fold-record';
import { end, type JobDraft, record } from './job-draft';
import type { JobReceipt } from './job-effects';
import type { JobEvent } from './job-events';
import type { NoticeProgress, SessionNotice } from './job-state';
import { rulesOf } from './notice-override';
import { deferredUntil, mayStillDefer, REFUSED, settleRound, showRound } from './notice-phase';
import { makeReceipt, sendReceipt } from './notice-receipt';

type PageEvent = Extract<JobEvent, { kind: 'page-answered' }>;

/** What became of an answer that was given on the page of a notice. */
export type PageAnswerOutcome = 'taken' | 'too-late' | 'answered-before' | 'not-offered';

/**
 * Somebody answered on the notice's page, and the runner has found that the answer came from that session's own link.
 * It counts as an answer of the session in the round that is up; between two rounds it may end the waiting.
 */
export function onPageAnswer(draft: JobDraft, event: PageEvent): JobDraft {
  const outcome = takePageAnswer(draft, event);
  if (outcome !== null) draft.effects.push({ kind: 'settle-page-answer', id: event.id, outcome: outcome });
  return draft;
}

/** Null: it can't be judged yet, and has to be delivered again. */
function takePageAnswer(draft: JobDraft, event: PageEvent): PageAnswerOutcome | null {
  const { phase, notice } = draft.state;
  if (wasTaken(notice, event)) return 'taken';
  if (phase === 'checking') return null;
  if (phase === 'notifying') return takeInRound(draft, event);
  // Its session may be listed again.
  if (phase === 'notice-pause' && notice.pause !== null)
    return notice.pause.kind === 'nobody' ? null : takeInPause(draft, event);
  return hasAcknowledged(notice, event.session) ? 'answered-before' : 'too-late';
}

/** The server tells an answer again until it knows what became of it. */
function wasTaken(notice: NoticeProgress, event: PageEvent): boolean {
  for (let index = 0; index < notice.receipts.length; index += 1) {
    const receipt = notice.receipts[index] as JobReceipt;
    if (receipt.channel !== 'page' || receipt.session !== event.session) continue;
    if (receipt.answeredAt === event.at && receipt.answer === event.answer) return true;
  }
  return false;
}

function newestOf(notice: NoticeProgress, session: string): JobReceipt | null {
  for (let index = notice.receipts.length - 1; index >= 0; index -= 1) {
    const receipt = notice.receipts[index] as JobReceipt;
    if (receipt.session === session) return receipt;
  }
  return null;
}

function hasAcknowledged(notice: NoticeProgress, session: string): boolean {
  for (let index = 0; index < notice.acknowledgedBy.length; index += 1)
    if (notice.acknowledgedBy[index] === session) return true;
  return false;
}

function takeInRound(draft: JobDraft, event: PageEvent): PageAnswerOutcome | null {
  const { notice } = draft.state;
  const session = findSession(notice.sessions, event.session);
  // Not listed yet, or logged off: it is asked when it is listed.
  if (session === null) return hasAcknowledged(notice, event.session) ? 'answered-before' : null;
  if (session.receipt !== null) return 'answered-before';
  if (event.answer === 'refused' && !rulesOf(draft.state).mayRefuse) return 'not-offered';
  if (event.answer === 'deferred' && !mayStillDefer(draft)) return 'not-offered';
  keep(draft, session, event);
  draft.effects.push({ kind: 'withdraw-from', session: session.id });
  settleRound(draft);
  return 'taken';
}

/** A deferral goes on until its end, but for whoever says that it need not. */
function takeInPause(draft: JobDraft, event: PageEvent): PageAnswerOutcome {
  const { notice } = draft.state;
  const before = newestOf(notice, event.session);
  if (before === null) return 'too-late';
  if (hasAcknowledged(notice, event.session)) return 'answered-before';
  if (event.answer === 'deferred') return 'not-offered';
  if (event.answer === 'refused' && !rulesOf(draft.state).mayRefuse) return 'not-offered';
  keep(draft, { id: before.session, user: before.user, displayedAt: before.displayedAt }, event);
  if (event.answer === 'refused') end(draft, 'refused', { detail: REFUSED });
  else if (nobodyIsWaitedFor(notice)) showRound(draft);
  return 'taken';
}

/** Whether everybody of the round before has acknowledged by now. */
function nobodyIsWaitedFor(notice: NoticeProgress): boolean {
  for (let index = 0; index < notice.receipts.length; index += 1) {
    const receipt = notice.receipts[index] as JobReceipt;
    if (receipt.deferrals === notice.round - 1 && !hasAcknowledged(notice, receipt.session)) return false;
  }
  return true;
}

/** Who answers on the page has read the text there. */
function keep(
  draft: JobDraft,
  session: Pick<SessionNotice, 'id' | 'user' | 'displayedAt'>,
  event: PageEvent,
): void {
  const { notice } = draft.state;
  if (session.displayedAt === null)
    record(draft, { kind: 'displayed', round: notice.round, session: session.id, at: event.at });
  const displayedAt = session.displayedAt === null ? event.at : session.displayedAt;
  const receipt = makeReceipt(draft, { ...session, displayedAt: displayedAt }, event.shown);
  receipt.answer = event.answer;
  receipt.answeredAt = event.at;
  if (event.answer === 'deferred') receipt.deferredUntil = deferredUntil(draft, event.until);
  sendReceipt(draft, receipt);
}
