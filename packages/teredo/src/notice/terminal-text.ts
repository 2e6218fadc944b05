import type { ChosenAnswer, NoticeOffers } from './notice-offers';

const isControl = (code: number) =>
  (code < 0x20 && code !== 0x0a && code !== 0x09) || (code >= 0x7f && code <= 0x9f);

/** No control characters reach a terminal: a text from elsewhere must not move its cursor or type for its user. */
export function plainText(text: string): string {
  let plain = '';
  for (let index = 0; index < text.length; index += 1) {
    if (!isControl(text.charCodeAt(index))) plain += text.charAt(index);
  }
  return plain;
}

/** The words of `teredo-agent answer`, by what they answer. */
const WORDS: readonly { answer: ChosenAnswer; word: string; offer: keyof NoticeOffers }[] = [
  { answer: 'acknowledged', word: 'ok', offer: 'acknowledge' },
  { answer: 'deferred', word: 'later', offer: 'defer' },
  { answer: 'refused', word: 'refuse', offer: 'refuse' },
];

/** Whether the notice lets its reader answer so. */
export function isOffered(offers: NoticeOffers, answer: string): boolean {
  return WORDS.some((known) => known.answer === answer && offers[known.offer]);
}

function wordsOf(offers: NoticeOffers): string {
  return WORDS.filter(({ offer }) => offers[offer])
    .map(({ word }) => word)
    .join('|');
}

/** What a terminal shows to whoever gave an answer that the notice does not offer. */
export function notOfferedText(offers: NoticeOffers, code: string): string {
  return `\r\n>>> This notice does not offer that answer. teredo-agent answer ${code} ${wordsOf(offers)}\r\n\r\n`;
}

/** What a terminal shows. `code` names this showing to `teredo-agent answer`. */
export function terminalText(
  { title, body, offers }: { title: string; body: string; offers: NoticeOffers },
  code: string,
): string {
  const words = wordsOf(offers);
  const lines = ['', `*** ${plainText(title)} ***`].concat(plainText(body).split('\n'));
  if (words !== '') lines.push('', `>>> teredo-agent answer ${code} ${words}`);
  return lines.concat(['', '']).join('\r\n');
}
