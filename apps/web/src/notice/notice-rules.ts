import {
  bodyWithLink,
  buttonLabels,
  composeNotice,
  dialogButtons,
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

/** The answers that a policy offers when its notice is shown first. */
export const offersOf = (policy: {
  kind: string;
  mayRefuse: boolean;
  maxDeferrals: number;
}): NoticeOffers => ({
  acknowledge: policy.kind !== 'inform' || policy.mayRefuse,
  defer: policy.kind === 'defer' && policy.maxDeferrals > 0,
  refuse: policy.mayRefuse,
});

const SAMPLE_CODE = '123456';
/** Of the length that a link mostly has; each session's has its own code. */
const SAMPLE_LINK = 'http://notices.example.com:3002/n/7K3MX-9QTPA-X2WDR-0ABCD';

/** What a user sees of a text: with the line that leads to its page. */
export const shownBody = (text: { language: string; body: string }, offers: NoticeOffers): string =>
  bodyWithLink(text, SAMPLE_LINK, offers);

export function channelTexts(words: NoticeWords, offers: NoticeOffers, values: SampleValues): ChannelTexts {
  const { title, body: text } = composeNotice(words, values);
  const body = shownBody({ language: words.language, body: text }, offers);
  const box = messageBoxOf(body, offers, words.language);
  const asks = offers.acknowledge || offers.defer || offers.refuse;
  return {
    composed: { title, body },
    buttons: dialogButtons(offers, buttonLabels(words.language)).map(({ label }) => label),
    terminal: terminalText({ title, body, offers }, SAMPLE_CODE).replace(/\r\n/g, '\n').trim(),
    box: { body: box.body, buttons: box.buttons },
    message: asks ? null : messageTextOf(title, body),
  };
}

/** As many characters as the job's text will have, placeholders counted as they are written. */
export function composedLength(words: NoticeWords): number {
  const asWritten = { contact: '{contact}', organisation: '{organisation}', rollout: '{rollout}' };
  return composeNotice(words, asWritten).body.length;
}
