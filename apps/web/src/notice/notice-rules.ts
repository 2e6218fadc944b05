import {
  bodyWithDeferral,
  bodyWithLink,
  buttonLabels,
  composeNotice,
  type DeferralOffer,
  type DeferralRules,
  deferralRoom,
  dialogButtons,
  isDeferralOver,
  messageBoxOf,
  messageTextOf,
  type NoticeOffers,
  type NoticeWords,
  terminalText,
} from '@teredo-fleet/teredo';

export {
  canonicalLanguage,
  directionOf,
  LONGEST_BODY,
  MOST_LANGUAGES,
  type NoticeField,
  type NoticeFinding,
  type NoticeOffers,
  type NoticeWords,
  noticeFaults,
  noticeWarnings,
  readingOf,
} from '@teredo-fleet/teredo';

/** Stand-ins for what a plan will say. */
export interface SampleValues {
  contact: string;
  organisation: string;
  rollout: string;
}

/** What a notice looks like on each channel, by the very code that shows it there. */
export interface ChannelTexts {
  composed: { title: string; body: string };
  /** Buttons of a dialog on Linux. */
  buttons: string[];
  terminal: string;
  /** A message box of Windows, whose buttons are Windows' own. */
  box: { body: string; buttons: string[] };
  /** Windows' msg, which can ask nothing; null: this notice asks. */
  message: string | null;
}

/** Until when it can be put off where each machine has an end of its own: by its windows, or since nothing is sent yet. */
const EACH_ITS_OWN = 'YYYY-MM-DD hh:mm';

/** When a notice would be shown first, and from when on nothing starts; null: each machine has an end of its own. */
export interface ShownFirst {
  nowMs: number;
  latestStart: number | null;
  /** Writes a minute as the dialog does, in the zone of whoever reads the preview. */
  minute(ms: number): string;
}

/** What a notice says of putting the change off when it is shown first, by the very rule that the agent has. */
export function firstDeferral(
  policy: DeferralRules,
  { nowMs, latestStart, minute }: ShownFirst,
): DeferralOffer | null {
  const { kind, maxDeferrals: left } = policy;
  if (latestStart === null) return kind === 'defer' && left > 0 ? { left, until: EACH_ITS_OWN } : null;
  const room = deferralRoom(policy, 0, { nowMs, latestStart });
  if (room !== null) return { left: room.left, until: minute(room.until) };
  return isDeferralOver(policy, room) ? 'over' : null;
}

/** What a notice lets its readers answer, and what it says of that. */
export interface NoticeAsk {
  offers: NoticeOffers;
  deferral: DeferralOffer | null;
}

/** What is asked when a policy's notice is shown first. */
export function firstAsk(policy: DeferralRules & { mayRefuse: boolean }, shown: ShownFirst): NoticeAsk {
  const deferral = firstDeferral(policy, shown);
  const { kind, mayRefuse: refuse } = policy;
  const defer = deferral !== null && deferral !== 'over';
  return { offers: { acknowledge: kind !== 'inform' || refuse, defer, refuse }, deferral };
}

/** What somebody tries out, without a policy. */
export const triedAsk = (offers: NoticeOffers): NoticeAsk => ({
  offers,
  deferral: offers.defer ? { left: 3, until: EACH_ITS_OWN } : null,
});

const SAMPLE_CODE = '123456';
/** Of the length that a link mostly has; each session's has its own code. */
const SAMPLE_LINK = 'http://notices.example.com:3002/n/7K3MX-9QTPA-X2WDR-0ABCD';

/** What a user sees of a text: with what is told of putting it off, and the line that leads to its page. */
export const shownBody = (
  text: { language: string; body: string },
  { offers, deferral }: NoticeAsk,
): string => bodyWithLink({ ...text, body: bodyWithDeferral(text, deferral) }, SAMPLE_LINK, offers);

export function channelTexts(words: NoticeWords, ask: NoticeAsk, values: SampleValues): ChannelTexts {
  const { offers } = ask;
  const { title, body: text } = composeNotice(words, values);
  const body = shownBody({ language: words.language, body: text }, ask);
  const box = messageBoxOf(body, offers, words.language);
  const asks = offers.acknowledge || offers.defer || offers.refuse;
  return {
    composed: { title, body },
    buttons: dialogButtons(offers, buttonLabels(words.language)).map(({ label }) => label),
    terminal: terminalText({ language: words.language, title, body, offers }, SAMPLE_CODE)
      .replace(/\r\n/g, '\n')
      .trim(),
    box: { body: box.body, buttons: box.buttons },
    message: asks ? null : messageTextOf(title, body),
  };
}

/** As many characters as the job's text will have, placeholders counted as they are written. */
export function composedLength(words: NoticeWords): number {
  const asWritten = { contact: '{contact}', organisation: '{organisation}', rollout: '{rollout}' };
  return composeNotice(words, asWritten).body.length;
}
