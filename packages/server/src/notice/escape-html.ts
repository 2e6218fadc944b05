const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters but tab and line feed, and halves of surrogate pairs: no page may hold them. */
const UNWRITABLE = /(?![\t\n])\p{Cc}|\p{Cs}/gu;

/** A text as it stands in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(UNWRITABLE, '\uFFFD').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
