import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 text of a JSON value. Throws for what JSON can't say. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a canonical text');
  return text;
}

/** 64 hex digits, over the UTF-8 of a text. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
