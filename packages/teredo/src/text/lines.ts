/** Cuts text into lines at LF, CRLF or a lone CR. A JScript `split` with a pattern would drop empty lines. */
export function splitLines(text: string): string[] {
  return text.replace(/\r\n/g, '\n').replace(/\r/g, '\n').split('\n');
}

/** Reads an unsigned decimal of at most nine digits within bounds, or null. */
export function readWholeNumber(text: string, min: number, max: number): number | null {
  if (!/^[0-9]{1,9}$/.test(text)) return null;
  const value = parseInt(text, 10);
  return value >= min && value <= max ? value : null;
}

/** Host names compare without case and without the trailing dot that Windows prints after its defaults. */
export function canonicalHostName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
