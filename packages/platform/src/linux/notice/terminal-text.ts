import type { NoticeAnswer, NoticeToShow } from '../../notice-channel';

const isControl = (code: number) =>
  (code < 0x20 && code !== 0x0a && code !== 0x09) || (code >= 0x7f && code <= 0x9f);

/** No control characters reach a terminal: a text from elsewhere must not move its cursor or type for its user. */
export function plainText(text: string): string {
  return [...text].filter((character) => !isControl(character.codePointAt(0) ?? 0)).join('');
}

/** The words of `teredo-agent answer`, by what they answer. */
const WORDS: Readonly<Partial<Record<NoticeAnswer, { word: string; offer: keyof NoticeToShow['offers'] }>>> =
  {
    acknowledged: { word: 'ok', offer: 'acknowledge' },
    deferred: { word: 'later', offer: 'defer' },
    refused: { word: 'refuse', offer: 'refuse' },
  };

/** Whether the notice lets its reader answer so. */
export function isOffered({ offers }: NoticeToShow, answer: NoticeAnswer): boolean {
  const known = WORDS[answer];
  return known !== undefined && offers[known.offer];
}

function wordsOf({ offers }: NoticeToShow): string[] {
  return Object.values(WORDS).flatMap(({ word, offer }) => (offers[offer] ? [word] : []));
}

/** What a terminal shows to whoever gave an answer that the notice does not offer. */
export function notOfferedText(notice: NoticeToShow, code: string): string {
  const words = wordsOf(notice);
  return `\r\n>>> This notice does not offer that answer. teredo-agent answer ${code} ${words.join('|')}\r\n\r\n`;
}

/** What a terminal shows. `code` names this showing to `teredo-agent answer`. */
export function terminalText(notice: NoticeToShow, code: string): string {
  const words = wordsOf(notice);
  const lines = ['', `*** ${plainText(notice.title)} ***`, ...plainText(notice.body).split('\n')];
  if (words.length > 0) lines.push('', `>>> teredo-agent answer ${code} ${words.join('|')}`);
  return [...lines, '', ''].join('\r\n');
}
