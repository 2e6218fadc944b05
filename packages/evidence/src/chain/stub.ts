import type { ChainHead } from './audit-chain';
import type { Digest } from './digest';
import type { SignatureCheck } from './published-head';

/** What is signed in place of the oldest part of a chain, which was pruned: the chain goes on from its `count` and `hash`. */
export interface StubStatement extends ChainHead {
  /** When it was signed; all times are ISO 8601 UTC with milliseconds. */
  at: string;
  /** SHA-256 of the raw public key, 64 hex digits. */
  keyId: string;
  /** When the oldest and the newest of the entries that it stands for were written, those of earlier stubs not among them. */
  oldestAt: string;
  newestAt: string;
  /** For how many days entries are kept, and who said so; null: nobody is on record. */
  keptDays: number;
  setBy: string | null;
}

/** A stub as it is on record. `signature` and `publicKey` in base64. */
export interface SignedStub {
  statement: string;
  signature: string;
  publicKey: string;
}

const FORMAT = 'teredo-fleet/audit-stub/v1';

export function stubStatementText(statement: StubStatement, digest: Digest): string {
  return digest.canonical({ format: FORMAT, ...statement });
}

/** The text that a stub's signature covers: its kind, then the statement, a line each. */
export const stubSignedText = (statement: string): string => `${FORMAT}\n${statement}`;

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}

/** null: it is no statement of this kind. */
export function readStubStatement(text: string): StubStatement | null {
  const { format, count, hash, keyId, keptDays, setBy, ...rest } = parsed(text);
  const [at, oldestAt, newestAt] = [rest.at, rest.oldestAt, rest.newestAt];
  if (format !== FORMAT || !isCount(count) || !isHash(hash) || !isHash(keyId) || !isCount(keptDays))
    return null;
  if (typeof at !== 'string' || typeof oldestAt !== 'string' || typeof newestAt !== 'string') return null;
  if (typeof setBy !== 'string' && setBy !== null) return null;
  return { count, hash, at, keyId, oldestAt, newestAt, keptDays, setBy };
}

export type StubReading =
  | { kind: 'signed'; statement: StubStatement }
  | { kind: 'unreadable' }
  | { kind: 'wrong-signature' }
  /** Well signed, by a key that is not one of those that were expected. */
  | { kind: 'another-key'; keyId: string };

/** Reads a stub and judges its signature. `keyIds`: whose signatures count. */
export function readSignedStub(
  { statement: text, signature, publicKey }: SignedStub,
  keyIds: readonly string[],
  check: SignatureCheck,
): StubReading {
  const statement = readStubStatement(text);
  if (statement === null) return { kind: 'unreadable' };
  const keyId = check.keyId(publicKey);
  const isWhole =
    keyId === statement.keyId && check.fits({ text: stubSignedText(text), signature, publicKey });
  if (keyId === null || !isWhole) return { kind: 'wrong-signature' };
  return keyIds.includes(keyId) ? { kind: 'signed', statement } : { kind: 'another-key', keyId };
}
