import type { ChainHead } from './audit-chain';
import type { Digest } from './digest';

/** What is signed of a head: how far the chain went, when, and by which key. */
export interface HeadStatement extends ChainHead {
  /** ISO 8601 UTC, milliseconds. */
  at: string;
  /** SHA-256 of the raw public key, 64 hex digits. */
  keyId: string;
}

/** A head as it is given out: whoever holds it can check it and needs nothing else. */
export interface PublishedHead {
  /** RFC 8785 text of the statement. */
  statement: string;
  /** Base64 of 64 bytes: Ed25519 over `headSignedText(statement)`. */
  signature: string;
  /** Base64 of 32 bytes. */
  publicKey: string;
}

/** What this package needs to judge a signature: it imports nothing. */
export interface SignatureCheck {
  /** Whether an Ed25519 signature (base64) over the UTF-8 of a text is of this key (base64); false for anything malformed. */
  fits(signed: { text: string; signature: string; publicKey: string }): boolean;
  /** SHA-256 of the bytes of a base64 text, 64 hex digits; null: it is no base64. */
  keyId(publicKey: string): string | null;
}

const FORMAT = 'teredo-fleet/audit-head/v1';

export function headStatementText({ count, hash, at, keyId }: HeadStatement, digest: Digest): string {
  return digest.canonical({ format: FORMAT, count, hash, at, keyId });
}

/** The text that a head's signature covers: its kind, then the statement, a line each. */
export const headSignedText = (statement: string): string => `${FORMAT}\n${statement}`;

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** null: it is no statement of this kind. */
export function readHeadStatement(text: string): HeadStatement | null {
  const { format, count, hash, at, keyId } = parsed(text) ?? {};
  if (format !== FORMAT || !isHash(hash) || !isHash(keyId) || typeof at !== 'string') return null;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1) return null;
  return { count, hash, at, keyId };
}

/**
 * The line in which a head is given out. `keys`: those of the installation up to the one that signed it; they are told once
 * there is more than one, so that whoever knows an earlier key can go on from it.
 */
export function publishedHeadLine(
  { publicKey, signature, statement }: PublishedHead,
  keys: readonly object[],
  digest: Digest,
): string {
  const line = { publicKey, signature, statement };
  return digest.canonical(keys.length > 1 ? { ...line, keys } : line);
}

export type HeadReading =
  | { kind: 'signed'; statement: HeadStatement }
  | { kind: 'unreadable' }
  | { kind: 'wrong-signature' }
  /** Well signed, by a key that is not one of those that were expected. */
  | { kind: 'another-key'; keyId: string };

/** Reads a published head and judges its signature. `keyIds`: whose signatures count. */
export function readPublishedHead(
  { statement: text, signature, publicKey }: PublishedHead,
  keyIds: readonly string[],
  check: SignatureCheck,
): HeadReading {
  const statement = readHeadStatement(text);
  if (statement === null) return { kind: 'unreadable' };
  const keyId = check.keyId(publicKey);
  const isWhole =
    keyId === statement.keyId && check.fits({ text: headSignedText(text), signature, publicKey });
  if (keyId === null || !isWhole) return { kind: 'wrong-signature' };
  return keyIds.includes(keyId) ? { kind: 'signed', statement } : { kind: 'another-key', keyId };
}

/** Reads the line in which a head was given out; null: it is none. */
export function readPublishedHeadLine(line: string): PublishedHead | null {
  const { statement, signature, publicKey } = parsed(line) ?? {};
  if (typeof statement !== 'string' || typeof signature !== 'string' || typeof publicKey !== 'string')
    return null;
  return { statement, signature, publicKey };
}
