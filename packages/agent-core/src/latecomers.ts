import { contains, findSession } from './fold-record';
import type { JobDraft } from './job-draft';
import type { JobReceipt } from './job-effects';
import type { JobEvent, NoticeSession } from './job-events';
import type { NoticeProgress } from './job-state';
import { onDisplayed } from './notice-phase';
import { makeReceipt, sendReceipt } from './notice-receipt';
import { enterStart, startAt } from './start-phase';

type SessionsEvent = Extract<JobEvent, { kind: 'notice-sessions' }>;
type DisplayedEvent = Extract<JobEvent, { kind: 'notice-displayed' }>;
type AnsweredEvent = Extract<JobEvent, { kind: 'notice-answered' }>;

/** Whether an event of this round is of somebody who logged on once the round was satisfied. */
export function isOfLatecomer(draft: JobDraft, round: number): boolean {
  const { notice, phase } = draft.state;
  return notice.satisfied && phase !== 'notifying' && round === notice.round;
}

/** The round is satisfied and the change waits: whoever logs on meanwhile is shown the notice, and asked nothing. */
export function tellLatecomers(draft: JobDraft): JobDraft {
  const { notice, order } = draft.state;
  draft.effects.push({
    kind: 'tell-latecomers',
    request: {
      round: notice.round,
      look: notice.looks,
      texts: order.notice.texts,
      skip: knownSessions(notice),
      wantsAnswer: false,
      mayDefer: false,
      mayRefuse: false,
      deferralsLeft: 0,
      deferrableUntil: null,
      quietUntil: draft.nowMs,
      isDeferralOver: false,
      answerTimeoutSeconds: order.notice.policy.answerTimeoutSeconds,
    },
  });
  return draft;
}

/** Who was told before, or has the one receipt of the round. */
function knownSessions(notice: NoticeProgress): string[] {
  const ids: string[] = notice.acknowledgedBy.slice(0);
  for (let index = 0; index < notice.receipts.length; index += 1) {
    const { session, displayedAt, deferrals } = notice.receipts[index] as JobReceipt;
    const isKnown = displayedAt !== null || deferrals === notice.round;
    if (isKnown && !contains(ids, session)) ids.push(session);
  }
  return ids;
}

export function onLateSessions(draft: JobDraft, event: SessionsEvent): JobDraft {
  const { sessions } = draft.state.notice;
  const known = knownSessions(draft.state.notice);
  for (let index = 0; index < event.sessions.length; index += 1) {
    const { id, user } = event.sessions[index] as NoticeSession;
    if (contains(known, id) || findSession(sessions, id) !== null) continue;
    sessions.push({ id: id, user: user, askedAt: draft.nowMs, displayedAt: null, receipt: null });
  }
  return draft;
}

/** Where it was displayed to nobody before, the minimum notice begins now: also an ask that is out waits for it. */
export function onLateDisplayed(draft: JobDraft, event: DisplayedEvent): JobDraft {
  const { notice, phase } = draft.state;
  const isFirst = notice.firstDisplayedAt === null;
  onDisplayed(draft, event);
  if (!isFirst || draft.state.begun !== null || (phase !== 'waiting-window' && phase !== 'asking'))
    return draft;
  if (startAt(draft) === draft.nowMs) return draft;
  // Its go may still come: it must not count for the next ask.
  draft.state.ask = null;
  return enterStart(draft);
}

/** They were asked nothing: a refusal on record would hold the change up. */
export function onLateAnswered(draft: JobDraft, event: AnsweredEvent): JobDraft {
  const session = findSession(draft.state.notice.sessions, event.session);
  if (session === null || session.receipt !== null) return draft;
  const receipt = makeReceipt(draft, session, event.shown);
  receipt.answer = event.answer === 'suppressed' ? 'suppressed' : 'informed';
  return sendReceipt(draft, receipt);
}
