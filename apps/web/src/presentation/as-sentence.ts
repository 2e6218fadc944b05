/** What a person typed, so that a sentence can follow it: with a full stop, where it ends with no mark of its own. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…][”"’')]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
