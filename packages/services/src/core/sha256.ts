import { createHash } from 'node:crypto';
import { canonicalJson } from '@teredo-fleet/evidence';

/** SHA-256 of the UTF-8 of a text, or of bytes. */
export function sha256(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

/** The RFC 8785 text of a JSON value. Throws for what JSON can't say. */
export const canonicalText = canonicalJson;

/** A UUID (version 8) that is always the same for the same words. */
export function uuidOf(...words: readonly string[]): string {
  const bytes = sha256(JSON.stringify(words)).subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
