import { findSession } from './fold-record';
import { end, type JobDraft, record, report, waitUntil } from './job-draft';
import type { JobReceipt } from './job-effects';
import type { JobEvent, NoticeAnswer, NoticeSession, ShownText } from './job-events';
import type { RoundResult } from './job-records';
import type { NoticeProgress, SessionNotice } from './job-state';
import { deferralUntil, judgeRound } from './notice-table';
import { enterStart } from './start-phase';

/** How long after the answer's time-out the core itself calls a silent session timed out, milliseconds. */
const CHANNEL_GRACE_MS = 60_000;
/** How long after a round that nobody could or would answer the notice is shown again, milliseconds. */
const NOBODY_RETRY_MS = 60_000;
const UNANSWERED_RETRY_MS = 900_000;

const UNANSWERED = 'The notice was not answered as the change needs it; it is shown again.';
const UNKNOWN = 'Who is logged on cannot be found out, so nobody can be told and the change waits.';
export const REFUSED = 'The change was refused in the notice. Nothing was changed.';
const NOBODY = 'Nobody is logged on to be told; the change waits until somebody is.';

type NoticePause = NonNullable<NoticeProgress['pause']>;
type SessionsEvent = Extract<JobEvent, { kind: 'notice-sessions' }>;
type DisplayedEvent = Extract<JobEvent, { kind: 'notice-displayed' }>;
type AnsweredEvent = Extract<JobEvent, { kind: 'notice-answered' }>;

/** Begins, or takes up again, the telling of the people on the machine; straight on when nobody has to be told. */
export function enterNotice(draft: JobDraft): JobDraft {
  const { order, notice } = draft.state;
  if (order.notice.policy.kind === 'none' || notice.satisfied) return enterStart(draft);
  if (notice.pause !== null && draft.nowMs < notice.pause.until) return enterPause(draft, notice.pause);
  return showRound(draft);
}

/** Whether a deferral is left, and time for one. */
export function mayStillDefer(draft: JobDraft): boolean {
  return deferredUntil(draft, null) !== null;
}

export function showRound(draft: JobDraft): JobDraft {
  const { order, notice } = draft.state;
  const policy = order.notice.policy;
  const mayDefer = mayStillDefer(draft);
  draft.state.phase = 'notifying';
  notice.shownAt = draft.nowMs;
  if (notice.pause === null || notice.pause.kind !== 'nobody') report(draft, 'notifying', {});
  draft.effects.push({
    kind: 'show-notice',
    request: {
      round: notice.round,
      texts: order.notice.texts,
      skip: answeredSessions(notice.sessions).concat(notice.acknowledgedBy),
      wantsAnswer: policy.kind !== 'inform' || policy.mayRefuse,
      mayDefer: mayDefer,
      mayRefuse: policy.mayRefuse,
      deferralsLeft: mayDefer ? policy.maxDeferrals - notice.deferrals : 0,
      answerTimeoutSeconds: policy.answerTimeoutSeconds,
    },
  });
  return waitUntil(draft, timeoutAt(draft));
}

function answeredSessions(sessions: SessionNotice[]): string[] {
  const ids: string[] = [];
  for (let index = 0; index < sessions.length; index += 1) {
    const session = sessions[index] as SessionNotice;
    if (session.receipt !== null) ids.push(session.id);
  }
  return ids;
}

function timeoutAt(draft: JobDraft): number {
  const { notice, order } = draft.state;
  const shownAt = notice.shownAt as number;
  return shownAt + order.notice.policy.answerTimeoutSeconds * 1000 + CHANNEL_GRACE_MS;
}

function enterPause(draft: JobDraft, pause: NoticePause): JobDraft {
  draft.state.phase = 'notice-pause';
  switch (pause.kind) {
    case 'deferred':
      report(draft, 'deferred', { until: pause.until });
      break;
    case 'again':
      report(draft, 'notifying', { until: pause.until, detail: UNANSWERED });
      break;
    case 'nobody':
      report(draft, 'notifying', { detail: NOBODY });
      break;
  }
  return waitUntil(draft, pause.until);
}

/** Somebody may have logged on or off: sessions that are gone need no answer any more. */
export function onSessions(draft: JobDraft, event: SessionsEvent): JobDraft {
  const notice = draft.state.notice;
  const kept: SessionNotice[] = [];
  for (let index = 0; index < event.sessions.length; index += 1) {
    const listed = event.sessions[index] as NoticeSession;
    if (contains(notice.acknowledgedBy, listed.id)) continue;
    const known = findSession(notice.sessions, listed.id);
    kept.push(
      known !== null ? known : { id: listed.id, user: listed.user, displayedAt: null, receipt: null },
    );
  }
  notice.sessions = kept;
  notice.defaultText = event.shown;
  if (event.sessions.length === 0 && notice.acknowledgedBy.length === 0) return onNobody(draft, event.shown);
  report(draft, 'notifying', {});
  return settleRound(draft);
}

/** Nobody is taken for absent because nobody could be seen. */
export function onSessionsUnknown(draft: JobDraft, text: string): JobDraft {
  return report(draft, 'notifying', { detail: `${UNKNOWN} ${text}` });
}

function contains(ids: string[], id: string): boolean {
  for (let index = 0; index < ids.length; index += 1) if (ids[index] === id) return true;
  return false;
}

/** Waiting for somebody to log on is not a round of its own: it may take days and is told and journalled once. */
function onNobody(draft: JobDraft, shown: ShownText): JobDraft {
  const { notice, order } = draft.state;
  const newest = notice.receipts[notice.receipts.length - 1];
  if (newest === undefined || newest.answer !== 'nobody-logged-on') {
    const nobody = makeReceipt(draft, { id: 'none', user: null, displayedAt: null, receipt: null }, shown);
    sendReceipt(draft, { ...nobody, channel: 'none', answer: 'nobody-logged-on' });
  }
  if (order.notice.policy.whenNobodyLoggedOn === 'start') return endRound(draft, 'satisfied', draft.nowMs);
  const pause: NoticePause = { until: draft.nowMs + NOBODY_RETRY_MS, kind: 'nobody', since: draft.nowMs };
  notice.pause = pause;
  return enterPause(draft, pause);
}

export function onDisplayed(draft: JobDraft, event: DisplayedEvent): JobDraft {
  const session = findSession(draft.state.notice.sessions, event.session);
  if (session === null || session.displayedAt !== null) return draft;
  record(draft, { kind: 'displayed', round: event.round, session: event.session, at: event.at });
  return draft;
}

/** One answer a session and round; later ones change nothing. */
export function onAnswered(draft: JobDraft, event: AnsweredEvent): JobDraft {
  const session = findSession(draft.state.notice.sessions, event.session);
  if (session === null || session.receipt !== null) return draft;
  const receipt = makeReceipt(draft, session, event.shown);
  receipt.answer = event.answer;
  receipt.answeredAt = isAnswer(event.answer) ? event.at : null;
  if (event.answer === 'deferred') receipt.deferredUntil = deferredUntil(draft, event.until);
  sendReceipt(draft, receipt);
  return settleRound(draft);
}

function isAnswer(answer: NoticeAnswer): boolean {
  return answer !== 'timed-out' && answer !== 'suppressed' && answer !== 'informed';
}

export function deferredUntil(draft: JobDraft, wishMs: number | null): number | null {
  const { order, notice } = draft.state;
  const times = { nowMs: draft.nowMs, wishMs: wishMs, notAfter: order.notAfter };
  return deferralUntil(order.notice.policy, notice.deferrals, times);
}

export function makeReceipt(draft: JobDraft, session: SessionNotice, shown: ShownText): JobReceipt {
  const { order, acceptedAt, notice } = draft.state;
  return {
    jobId: order.jobId,
    attempt: order.attempt,
    session: session.id,
    user: session.user,
    channel: shown.channel,
    language: shown.language,
    textSha256: shown.textSha256,
    onAgentAt: acceptedAt,
    displayedAt: session.displayedAt,
    answeredAt: null,
    answer: 'timed-out',
    deferredUntil: null,
    deferrals: notice.round,
  };
}

export function sendReceipt(draft: JobDraft, receipt: JobReceipt): JobDraft {
  record(draft, { kind: 'receipt', round: receipt.deferrals, receipt: receipt });
  draft.effects.push({ kind: 'send-receipt', receipt: receipt });
  return draft;
}

export function settleRound(draft: JobDraft): JobDraft {
  const { notice, order } = draft.state;
  const policy = order.notice.policy;
  switch (judgeRound(policy, notice.sessions)) {
    case 'wait':
      return waitUntil(draft, timeoutAt(draft));
    case 'never':
      return end(draft, 'refused', { detail: REFUSED });
    case 'start':
      return endRound(draft, 'satisfied', draft.nowMs);
    case 'deferred':
      return endRound(draft, 'deferred', latestDeferral(notice.sessions, draft.nowMs));
    case 'again': {
      const gap = Math.max(policy.minimumDeferralSeconds * 1000, UNANSWERED_RETRY_MS);
      return endRound(draft, 'again', draft.nowMs + gap);
    }
  }
}

function latestDeferral(sessions: SessionNotice[], nowMs: number): number {
  let latest = nowMs;
  for (let index = 0; index < sessions.length; index += 1) {
    const receipt = (sessions[index] as SessionNotice).receipt as JobReceipt;
    latest = Math.max(latest, receipt.deferredUntil || 0);
  }
  return latest;
}

function endRound(draft: JobDraft, result: RoundResult, until: number): JobDraft {
  const { round } = draft.state.notice;
  record(draft, { kind: 'round-ended', round: round, result: result, until: until, at: draft.nowMs });
  if (result === 'satisfied') enterStart(draft);
  else enterPause(draft, draft.state.notice.pause as NoticePause);
  return draft;
}

/** Sessions that gave no answer in time are timed out, also when the channel has forgotten to say so. */
export function onNoticeTick(draft: JobDraft): JobDraft {
  const { notice } = draft.state;
  if (draft.nowMs < timeoutAt(draft)) return waitUntil(draft, timeoutAt(draft));
  if (notice.defaultText === null) return showRound(draft);
  const shown = notice.defaultText;
  for (let index = 0; index < notice.sessions.length; index += 1) {
    const session = notice.sessions[index] as SessionNotice;
    if (session.receipt === null) sendReceipt(draft, makeReceipt(draft, session, shown));
  }
  draft.effects.push({ kind: 'withdraw-notice' });
  return settleRound(draft);
}
