/** A JSON object. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

export const isDigest = (value: unknown): value is string => isText(value) && /^[0-9a-f]{64}$/.test(value);

export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Whether an object has exactly these members. */
export function hasMembers(value: unknown, names: readonly string[]): value is JsonObject {
  if (!isObject(value)) return false;
  const own = Object.keys(value);
  return own.length === names.length && names.every((name) => Object.hasOwn(value, name));
}

/** The object that a text is the RFC 8785 form of; null: it is none. */
export function readCanonicalObject(text: string, canonical: (value: unknown) => string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && canonical(value) === text ? value : null;
  } catch {
    // Also what is nested deeper than the stack: nothing in a bundle is.
    return null;
  }
}

/** UTF-8 as a text, a byte order mark included; null: the bytes are no UTF-8. */
export function readUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
