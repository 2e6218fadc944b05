import { type ButtonLabels, buttonLabels } from './button-labels';
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
const WORDS: readonly { answer: ChosenAnswer; word: keyof ButtonLabels; offer: keyof NoticeOffers }[] = [
  { answer: 'acknowledged', word: 'ok', offer: 'acknowledge' },
  { answer: 'deferred', word: 'later', offer: 'defer' },
  { answer: 'refused', word: 'refuse', offer: 'refuse' },
];

interface Hints {
  /** Before the words that can stand at the end of the command. */
  how: string;
  notOffered: string;
}

const HINTS: { [language: string]: Hints } = {
  en: {
    how: 'To answer, type this command with one of these words at its end:',
    notOffered: 'This notice does not offer that answer.',
  },
  de: {
    how: 'Zum Antworten diesen Befehl mit einem dieser Wörter am Ende eingeben:',
    notOffered: 'Diese Antwort ist bei diesem Hinweis nicht möglich.',
  },
  fr: {
    how: 'Pour répondre, saisissez cette commande avec un de ces mots à la fin :',
    notOffered: 'Cet avis ne propose pas cette réponse.',
  },
  es: {
    how: 'Para responder, escriba este comando con una de estas palabras al final:',
    notOffered: 'Este aviso no ofrece esa respuesta.',
  },
  pt: {
    how: 'Para responder, digite este comando com uma destas palavras no final:',
    notOffered: 'Este aviso não oferece essa resposta.',
  },
  ru: {
    how: 'Чтобы ответить, введите эту команду с одним из этих слов в конце:',
    notOffered: 'В этом уведомлении такого ответа нет.',
  },
  ja: {
    how: '回答するには、次の単語のいずれかを末尾に付けてこのコマンドを入力してください：',
    notOffered: 'このお知らせではその回答は選べません。',
  },
  zh: {
    how: '要答复，请输入此命令，并在末尾加上以下单词之一：',
    notOffered: '此通知不提供该答复。',
  },
};

function hintsOf(language: string): Hints {
  const found = /^[a-z]{2,3}/.exec(language.toLowerCase());
  return (found !== null && HINTS[found[0] as string]) || (HINTS.en as Hints);
}

/** Whether the notice lets its reader answer so. */
export function isOffered(offers: NoticeOffers, answer: string): boolean {
  return WORDS.some((known) => known.answer === answer && offers[known.offer]);
}

/** A word, and what it means to whoever does not read English. */
function wordAndMeaning(word: keyof ButtonLabels, labels: ButtonLabels): string {
  return labels[word].toLowerCase() === word ? word : `${word} (${labels[word]})`;
}

/** How to answer. The command stands without its word, so that it answers nothing when it is copied as it stands. */
function hintLines(language: string, offers: NoticeOffers, code: string): string[] {
  const labels = buttonLabels(language);
  const words = WORDS.filter(({ offer }) => offers[offer]).map(({ word }) => wordAndMeaning(word, labels));
  if (words.length === 0) return [];
  const { how } = hintsOf(language);
  return [`>>> ${how} ${words.join(', ')}`, `>>> teredo-agent answer ${code}`];
}

/** What a terminal shows to whoever gave an answer that the notice does not offer. */
export function notOfferedText(
  { language, offers }: { language: string; offers: NoticeOffers },
  code: string,
): string {
  const lines = ['', `>>> ${hintsOf(language).notOffered}`].concat(hintLines(language, offers, code));
  return lines.concat(['', '']).join('\r\n');
}

/** What a terminal shows. `code` names this showing to `teredo-agent answer`; `language` is that of the text (BCP 47). */
export function terminalText(
  { language, title, body, offers }: { language: string; title: string; body: string; offers: NoticeOffers },
  code: string,
): string {
  const lines = ['', `*** ${plainText(title)} ***`].concat(plainText(body).split('\n'));
  const hint = hintLines(language, offers, code);
  if (hint.length > 0) lines.push('');
  return lines.concat(hint, ['', '']).join('\r\n');
}
