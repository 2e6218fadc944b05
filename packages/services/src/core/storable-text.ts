/** Control characters but line feed and tab, and halves of surrogate pairs: PostgreSQL refuses some, screens the rest. */
const UNSTORABLE = /(?![\n\t])\p{Cc}|\p{Surrogate}/gu;

export function isStorable(text: string): boolean {
  return text.search(UNSTORABLE) === -1;
}

/** The text with U+FFFD in place of what can't be stored. */
export function toStorable(text: string): string {
  return text.replace(UNSTORABLE, '\uFFFD');
}
