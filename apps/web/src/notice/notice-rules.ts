import {
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

const SAMPLE_CODE = '123456';
export function channelTexts(words: NoticeWords, offers: NoticeOffers, values: SampleValues): ChannelTexts {
  const composed = composeNotice(words, values);
  const { title, body } = composed;
  const box = messageBoxOf(body, offers, words.language);
  const asks = offers.acknowledge || offers.defer || offers.refuse;
  return {
    composed,
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
