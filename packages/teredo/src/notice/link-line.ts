const LABELS: { [language: string]: string } = {
  en: 'Read more, and answer',
  de: 'Mehr dazu, und antworten',
  fr: 'En savoir plus et répondre',
  es: 'Más información y respuesta',
  pt: 'Mais informações e resposta',
  ru: 'Подробнее и ответить',
  ja: '詳細と回答',
  zh: '详细信息和答复',
};

/** The line of a notice that leads to its page, in the language of the text (BCP 47) or else in English. */
function linkLine(language: string, link: string): string {
  const found = /^[a-z]{2,3}/.exec(language.toLowerCase());
  const label = (found !== null && LABELS[found[0] as string]) || LABELS.en;
  return `${label}: ${link}`;
}

/** What is shown of a text with the way to its page. A receipt's hash stays that of the text that was signed. */
export function bodyWithLink(text: { language: string; body: string }, link: string): string {
  return `${text.body}\n\n${linkLine(text.language, link)}`;
}
