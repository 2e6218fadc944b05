import { TURNING_SIGNS } from '@teredo-fleet/protocol';

/** Control characters but for those that make lines, and signs that turn the direction of a text. */
const HIDDEN = new RegExp(`(?![\\t\\n\\r])\\p{Cc}|${TURNING_SIGNS}`, 'gu');

/** A text from a machine that shows what it says: it turns no words round and steers no terminal. */
export const readableText = (text: string): string => text.replace(HIDDEN, '\ufffd');

/** The same for every text in a value of JSON, names of fields included. */
export function readableValue(value: unknown): unknown {
  if (typeof value === 'string') return readableText(value);
  if (Array.isArray(value)) return value.map(readableValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [readableText(name), readableValue(part)]),
  );
}
