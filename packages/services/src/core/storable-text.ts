/** Control characters but line feed and tab, and halves of surrogate pairs: PostgreSQL refuses some, screens the rest. */
const UNSTORABLE = /(?![\n\t])\p{Cc}|\p{Surrogate}/u;

export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}
