import type { JobDraft } from './job-draft';
import { record } from './job-draft';
import type { JobReceipt } from './job-effects';
import type { NoticeAnswer, ShownText } from './job-events';
import type { NoticeProgress, SessionNotice } from './job-state';

/** Of an empty title, a line feed and an empty body, where no channel has told what it would have shown. */
export const NOTHING_SHOWN: ShownText = {
  channel: 'none',
  language: 'en',
  textSha256: '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b',
};

/** Whoever logged on since the last look has to be told too: no round is satisfied before the next one. */
export function wantLook(notice: NoticeProgress): void {
  notice.looks += 1;
  notice.isLookDue = true;
}

export function makeReceipt(
  draft: JobDraft,
  session: Pick<SessionNotice, 'id' | 'user' | 'displayedAt'>,
  shown: ShownText,
): JobReceipt {
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
  const { override } = draft.state.notice;
  if (override !== null)
    receipt.overriddenBy = [override.people[0]?.name || '', override.people[1]?.name || ''];
  record(draft, { kind: 'receipt', round: receipt.deferrals, receipt: receipt });
  draft.effects.push({ kind: 'send-receipt', receipt: receipt });
  if (receipt.answer !== 'nobody-logged-on') wantLook(draft.state.notice);
  return draft;
}

/** One for the machine, where no session was shown anything. */
export function sendToldNobody(
  draft: JobDraft,
  shown: ShownText,
  answer: NoticeAnswer | 'nobody-logged-on',
): void {
  const receipt = makeReceipt(draft, { id: 'none', user: null, displayedAt: null }, shown);
  sendReceipt(draft, { ...receipt, channel: 'none', answer: answer });
}
