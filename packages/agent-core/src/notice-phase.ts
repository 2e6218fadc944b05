import { type DeferralRoom, deferralRoom, isDeferralOver, latestStart } from '@teredo-fleet/teredo';
import { contains, findSession } from './fold-record';
import { end, type JobDraft, record, report, waitUntil } from './job-draft';
import type { JobReceipt } from './job-effects';
import type { JobEvent, NoticeAnswer, NoticeSession, ShownText } from './job-events';
import type { RoundResult } from './job-records';
import type { NoticeProgress, SessionNotice } from './job-state';
import { tellLatecomers } from './latecomers';
import { judgeOverridden, type NoticeOverride, rulesOf, takeOverride } from './notice-override';
import { makeReceipt, NOTHING_SHOWN, sendReceipt, sendToldNobody, wantLook } from './notice-receipt';
import { deferralUntil, judgeRound } from './notice-table';
import { enterStart } from './start-phase';

/** How long after the answer's time-out the core itself calls a silent session timed out, milliseconds. */
const CHANNEL_GRACE_MS = 60_000;
/** How long after a round that nobody could or would answer the notice is shown again, milliseconds. */
const NOBODY_RETRY_MS = 60_000;
const UNANSWERED_RETRY_MS = 900_000;
/** Towards the end it comes back sooner, but not sooner than this. */
const LEAST_RETRY_MS = 300_000;

const UNANSWERED = 'The notice was not answered as the change needs it; it is shown again.';
const HELD =
  'Somebody is presenting on this computer; the notice is held until then, or until there is no more time.';
const UNKNOWN = 'Who is logged on cannot be found out, so nobody can be told and the change waits.';
export const REFUSED = 'The change was refused in the notice. Nothing was changed.';
const UNSEEN =
  'Who is logged on cannot be found out. Two people decided that the change does not wait for that.';
const NOBODY = 'Nobody is logged on to be told; the change waits until somebody is.';

type NoticePause = NonNullable<NoticeProgress['pause']>;
type SessionsEvent = Extract<JobEvent, { kind: 'notice-sessions' }>;
type DisplayedEvent = Extract<JobEvent, { kind: 'notice-displayed' }>;
type AnsweredEvent = Extract<JobEvent, { kind: 'notice-answered' }>;

/** Begins, or takes up again, the telling of the people on the machine; straight on when nobody has to be told. */
export function enterNotice(draft: JobDraft): JobDraft {
  const { order, notice } = draft.state;
  if (order.notice.policy.kind === 'none') return enterStart(draft);
  if (notice.satisfied) return enterStart(tellLatecomers(draft));
  if (notice.pause !== null && draft.nowMs < notice.pause.until) return enterPause(draft, notice.pause);
  return showRound(draft);
}

/** People are shown what happens, and nobody's answer is waited for any more. */
export function onOverridden(draft: JobDraft, override: NoticeOverride): JobDraft {
  const { phase } = draft.state;
  if (!takeOverride(draft, override)) return draft;
  if (phase === 'notifying') draft.effects.push({ kind: 'withdraw-notice' });
  return phase === 'notifying' || phase === 'notice-pause' ? enterNotice(draft) : draft;
}

/** Whether a deferral is left, and time for one. */
export function mayStillDefer(draft: JobDraft): boolean {
  return roomFor(draft) !== null;
}

function roomFor(draft: JobDraft): DeferralRoom | null {
  const { order, notice } = draft.state;
  const times = { nowMs: draft.nowMs, latestStart: latestStart(order) };
  return deferralRoom(rulesOf(draft.state), notice.deferrals, times);
}

export function showRound(draft: JobDraft): JobDraft {
  const { order, notice } = draft.state;
  const policy = rulesOf(draft.state);
  const room = roomFor(draft);
  draft.state.phase = 'notifying';
  notice.shownAt = draft.nowMs;
  wantLook(notice);
  if (notice.pause === null || notice.pause.kind !== 'nobody') report(draft, 'notifying', {});
  draft.effects.push({
    kind: 'show-notice',
    request: {
      round: notice.round,
      look: notice.looks,
      texts: order.notice.texts,
      skip: answeredSessions(notice.sessions).concat(notice.acknowledgedBy),
      wantsAnswer: policy.kind !== 'inform' || policy.mayRefuse,
      mayDefer: room !== null,
      mayRefuse: policy.mayRefuse,
      deferralsLeft: room === null ? 0 : room.left,
      deferrableUntil: room === null ? null : room.until,
      quietUntil: quietUntil(draft),
      isDeferralOver: isDeferralOver(policy, room),
      answerTimeoutSeconds: policy.answerTimeoutSeconds,
    },
  });
  return waitUntil(draft, timeoutAt(draft));
}

/** In time for the minimum notice and for an answer before the latest start, and for somebody to look. */
function quietUntil(draft: JobDraft): number {
  const { order, notice } = draft.state;
  if (notice.override !== null) return draft.nowMs;
  const { minimumNoticeSeconds, answerTimeoutSeconds } = order.notice.policy;
  const minimum = notice.firstDisplayedAt === null ? minimumNoticeSeconds : 0;
  return latestStart(order) - Math.max(minimum, answerTimeoutSeconds) * 1000 - LEAST_RETRY_MS;
}

function answeredSessions(sessions: SessionNotice[]): string[] {
  const ids: string[] = [];
  for (let index = 0; index < sessions.length; index += 1) {
    const session = sessions[index] as SessionNotice;
    if (session.receipt !== null) ids.push(session.id);
  }
  return ids;
}

/** When the channel has to have told how somebody answered who was listed, or had it displayed, at `since`. */
function silentFrom(draft: JobDraft, since: number): number {
  return since + rulesOf(draft.state).answerTimeoutSeconds * 1000 + CHANNEL_GRACE_MS;
}

/** Nobody's time runs out behind a locked screen: where the channel can tell, it counts from when it was displayed. */
function inFrontSince({ askedAt, displayedAt }: SessionNotice): number {
  return displayedAt === null ? askedAt : Math.max(askedAt, displayedAt);
}

/** The first moment at which somebody has not answered in time; before anybody is listed, at which no list has come. */
function timeoutAt(draft: JobDraft): number {
  const { sessions, shownAt } = draft.state.notice;
  let earliest: number | null = null;
  for (let index = 0; index < sessions.length; index += 1) {
    const session = sessions[index] as SessionNotice;
    const since = inFrontSince(session);
    if (session.receipt === null && (earliest === null || since < earliest)) earliest = since;
  }
  return silentFrom(draft, earliest === null ? (shownAt as number) : earliest);
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

/** Somebody may have logged on or off: sessions that are gone need no answer any more, but who was told stays told. */
export function onSessions(draft: JobDraft, event: SessionsEvent): JobDraft {
  const notice = draft.state.notice;
  const kept: SessionNotice[] = [];
  if (event.look === notice.looks) notice.isLookDue = false;
  for (let index = 0; index < event.sessions.length; index += 1) {
    const listed = event.sessions[index] as NoticeSession;
    if (contains(notice.acknowledgedBy, listed.id)) continue;
    const known = findSession(notice.sessions, listed.id);
    kept.push(
      known !== null
        ? known
        : { id: listed.id, user: listed.user, askedAt: draft.nowMs, displayedAt: null, receipt: null },
    );
  }
  for (let index = 0; index < notice.sessions.length; index += 1) {
    const known = notice.sessions[index] as SessionNotice;
    if (findSession(kept, known.id) === null && wasInformed(known)) kept.push(known);
  }
  const held = notice.override === null ? event.held || [] : [];
  restartTime(draft, kept, held);
  notice.sessions = kept;
  notice.defaultText = event.shown;
  if (kept.length === 0 && notice.acknowledgedBy.length === 0) return onNobody(draft, event.shown);
  report(draft, 'notifying', held.length === 0 ? {} : { detail: HELD });
  return settleRound(draft);
}

/** Nobody's time runs while the notice is held back from them. */
function restartTime({ nowMs }: JobDraft, sessions: SessionNotice[], held: string[]): void {
  for (let index = 0; index < sessions.length; index += 1) {
    const session = sessions[index] as SessionNotice;
    if (session.receipt === null && contains(held, session.id)) session.askedAt = nowMs;
  }
}

function wasInformed({ receipt }: SessionNotice): boolean {
  return receipt !== null && receipt.answer === 'informed' && receipt.displayedAt !== null;
}

/** Nobody is taken for absent because nobody could be seen. */
export function onSessionsUnknown(draft: JobDraft, text: string): JobDraft {
  return report(draft, 'notifying', { detail: `${UNKNOWN} ${text}` });
}

/** Waiting for somebody to log on is not a round of its own: it may take days and is told and journalled once. */
function onNobody(draft: JobDraft, shown: ShownText): JobDraft {
  const { notice } = draft.state;
  const newest = notice.receipts[notice.receipts.length - 1];
  const isTold = newest !== undefined && newest.answer === 'nobody-logged-on';
  if (!isTold || newest.deferrals !== notice.round) sendToldNobody(draft, shown, 'nobody-logged-on');
  if (rulesOf(draft.state).whenNobodyLoggedOn === 'start') return endRound(draft, 'satisfied', draft.nowMs);
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
  const times = { nowMs: draft.nowMs, wishMs: wishMs, latestStart: latestStart(order) };
  return deferralUntil(rulesOf(draft.state), notice.deferrals, times);
}

export function settleRound(draft: JobDraft): JobDraft {
  const { notice } = draft.state;
  const policy = rulesOf(draft.state);
  const isOverridden = notice.override !== null;
  switch (isOverridden ? judgeOverridden(notice.sessions) : judgeRound(policy, notice.sessions)) {
    case 'wait':
      return waitUntil(draft, timeoutAt(draft));
    case 'never':
      return end(draft, 'refused', { detail: REFUSED });
    case 'start':
      return notice.isLookDue && !isGivenUp(draft)
        ? lookNow(draft)
        : endRound(draft, 'satisfied', draft.nowMs);
    case 'deferred':
      return endRound(draft, 'deferred', latestDeferral(notice.sessions, draft.nowMs));
    case 'again':
      return endRound(draft, 'again', draft.nowMs + retryMs(draft));
  }
}

/** Half of the time in which it can still be answered, where that is less than the usual. */
function retryMs(draft: JobDraft): number {
  const { order } = draft.state;
  const { minimumDeferralSeconds, answerTimeoutSeconds } = order.notice.policy;
  const usual = Math.max(minimumDeferralSeconds * 1000, UNANSWERED_RETRY_MS);
  const left = latestStart(order) - answerTimeoutSeconds * 1000 - draft.nowMs;
  return Math.max(LEAST_RETRY_MS, Math.min(usual, Math.floor(left / 2)));
}

/** However long it takes until it is known who is there: what was answered is kept, and nobody is asked twice. */
function lookNow(draft: JobDraft): JobDraft {
  const { notice, order } = draft.state;
  draft.effects.push({ kind: 'look-now', look: notice.looks });
  return waitUntil(
    draft,
    notice.override === null ? order.notAfter : silentFrom(draft, notice.shownAt as number),
  );
}

/** An override is not held up by a machine that can't tell who is logged on. */
function isGivenUp(draft: JobDraft): boolean {
  const { override, shownAt } = draft.state.notice;
  return override !== null && draft.nowMs >= silentFrom(draft, shownAt as number);
}

function latestDeferral(sessions: SessionNotice[], nowMs: number): number {
  let latest = nowMs;
  for (let index = 0; index < sessions.length; index += 1) {
    const receipt = (sessions[index] as SessionNotice).receipt as JobReceipt;
    latest = Math.max(latest, receipt.deferredUntil || 0);
  }
  return latest;
}

/** What an override passed over without anybody having been seen is on a receipt, too. */
function sayPassedOver(draft: JobDraft): void {
  const { override, acknowledgedBy, receipts, defaultText } = draft.state.notice;
  if (override === null || acknowledgedBy.length > 0) return;
  const newest = receipts[receipts.length - 1];
  if (newest === undefined || newest.overriddenBy === undefined)
    sendToldNobody(draft, defaultText || NOTHING_SHOWN, 'suppressed');
}

function endRound(draft: JobDraft, result: RoundResult, until: number): JobDraft {
  const { round } = draft.state.notice;
  if (result === 'satisfied') sayPassedOver(draft);
  record(draft, { kind: 'round-ended', round: round, result: result, until: until, at: draft.nowMs });
  if (result === 'satisfied') enterStart(tellLatecomers(draft));
  else enterPause(draft, draft.state.notice.pause as NoticePause);
  return draft;
}

/** Sessions that gave no answer in time are timed out, also when the channel has forgotten to say so. */
export function onNoticeTick(draft: JobDraft): JobDraft {
  const { notice } = draft.state;
  if (draft.nowMs < timeoutAt(draft)) return waitUntil(draft, timeoutAt(draft));
  if (notice.defaultText === null) {
    if (!isGivenUp(draft)) return showRound(draft);
    return endRound(report(draft, 'notifying', { detail: UNSEEN }), 'satisfied', draft.nowMs);
  }
  const shown = notice.defaultText;
  for (let index = 0; index < notice.sessions.length; index += 1) {
    const session = notice.sessions[index] as SessionNotice;
    if (session.receipt !== null || draft.nowMs < silentFrom(draft, inFrontSince(session))) continue;
    sendReceipt(draft, makeReceipt(draft, session, shown));
    draft.effects.push({ kind: 'withdraw-from', session: session.id });
  }
  return settleRound(draft);
}
