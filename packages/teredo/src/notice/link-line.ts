import type { NoticeOffers } from './notice-offers';

/** What stands before the link: of a notice that only informs, and of one that can be answered there. */
const LABELS: { [language: string]: { reads: string; answers: string } } = {
  en: { reads: 'Read more', answers: 'Read more, and answer' },
  de: { reads: 'Mehr dazu', answers: 'Mehr dazu, und antworten' },
  fr: { reads: 'En savoir plus', answers: 'En savoir plus et répondre' },
  es: { reads: 'Más información', answers: 'Más información y respuesta' },
  pt: { reads: 'Mais informações', answers: 'Mais informações e resposta' },
  ru: { reads: 'Подробнее', answers: 'Подробнее и ответить' },
  ja: { reads: '詳細', answers: '詳細と回答' },
  zh: { reads: '详细信息', answers: '详细信息和答复' },
};

/** The line of a notice that leads to its page, in the language of the text (BCP 47) or else in English. */
function linkLine(language: string, link: string, offers: NoticeOffers): string {
  const found = /^[a-z]{2,3}/.exec(language.toLowerCase());
  const label = (found !== null && LABELS[found[0] as string]) || LABELS.en;
  const isAnswered = offers.acknowledge || offers.defer || offers.refuse;
  return `${isAnswered ? label?.answers : label?.reads}: ${link}`;
}

/** What is shown of a text with the way to its page. A receipt's hash stays that of the text that was signed. */
export function bodyWithLink(
  text: { language: string; body: string },
  link: string,
  offers: NoticeOffers,
): string {
  return `${text.body}\n\n${linkLine(text.language, link, offers)}`;
}
