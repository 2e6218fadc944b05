import { bodyWithDeferral, chooseText, minuteText } from '@teredo-fleet/teredo';
import type { NoticeRequest } from './job-effects';
import type { NoticeAnswer, NoticeChannelKind, ShownText } from './job-events';
import type { NoticeText } from './order';

const NOTHING: NoticeText = { language: 'en', title: '', body: '' };

/** The text for a language, or an empty one where a notice has none. */
export function textToShow(request: NoticeRequest, language: string | null): NoticeText {
  return chooseText(request.texts, language) || NOTHING;
}

/** What a receipt says of a text; `sha256` gives the hash of a text's UTF-8 in hexadecimal. */
export function shownAs(
  channel: NoticeChannelKind,
  text: NoticeText,
  sha256: (text: string) => string,
): ShownText {
  return {
    channel: channel,
    language: text.language,
    textSha256: sha256(`${text.title}\n${text.body}`),
  };
}

/** Whether a notice asks nothing: once it is displayed its people are informed (N11). */
export function isInformedByDisplay(request: NoticeRequest): boolean {
  return !request.wantsAnswer && !request.mayRefuse;
}

/** What a channel's answer counts as; null for `said`: it ended without one. */
export function answerToTell(
  request: NoticeRequest,
  { said, failed }: { said: NoticeAnswer | null; failed: boolean },
): NoticeAnswer {
  if (failed) return 'suppressed';
  const answer = said || 'closed';
  return !request.wantsAnswer && answer !== 'refused' ? 'informed' : answer;
}

/** A text's body with what is told of putting it off (N20); `aheadMs`: the server's clock minus this machine's. */
export function bodyToShow(request: NoticeRequest, text: NoticeText, aheadMs: number): string {
  if (request.isDeferralOver) return bodyWithDeferral(text, 'over');
  if (request.deferrableUntil === null) return bodyWithDeferral(text, null);
  const until = minuteText(request.deferrableUntil - aheadMs);
  return bodyWithDeferral(text, { left: request.deferralsLeft, until: until });
}
