/** Text from a server as a terminal may show it: nothing in it moves the cursor or turns the reading direction. */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Surrogate}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** JSON that is safe to print: what terminals act on is escaped. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu,
    (one) => `\\u${one.codePointAt(0)?.toString(16).padStart(4, '0')}`,
  );
}
