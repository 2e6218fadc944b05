import type { Digest } from '../chain/digest';
import type { SignatureCheck } from '../chain/published-head';
import { hasMembers, isDigest, isText, isTextOrNull, readCanonicalObject } from './json-shape';

/** One key of an installation with what ties it to the one before; the first key has null for the last three. */
export interface KeyRecord {
  /** SHA-256 of the raw public key, 64 hex digits. */
  keyId: string;
  /** Base64 of 32 bytes. */
  publicKey: string;
  /** RFC 8785 text that says which key it follows. */
  statement: string | null;
  /** Base64: the previous key's, over `keySignedText(statement)`. */
  signature: string | null;
  /** Base64: its own over the same, so that nobody can give it another predecessor. */
  acceptance: string | null;
}

const FORMAT = 'teredo-fleet/evidence-key/v1';
const MEMBERS = ['acceptance', 'keyId', 'publicKey', 'signature', 'statement'];
/** An installation that replaced its key every week for ten years has fewer. */
const MOST_KEYS = 1_000;

/** Which key follows which, as both sign it. `at`: ISO 8601 UTC, milliseconds. */
export function keyStatementText(
  { at, keyId, previousKeyId }: { at: string; keyId: string; previousKeyId: string },
  { canonical }: Pick<Digest, 'canonical'>,
): string {
  return canonical({ format: FORMAT, at, keyId, previousKeyId });
}

/** The text that both signatures of a succession cover. */
export const keySignedText = (statement: string): string => `${FORMAT}\n${statement}`;

function isKeyRecord(value: unknown): value is KeyRecord {
  if (!hasMembers(value, MEMBERS)) return false;
  const { keyId, publicKey, statement, signature, acceptance } = value;
  return isDigest(keyId) && isText(publicKey) && [statement, signature, acceptance].every(isTextOrNull);
}

/** A list of keys; null: it is none. */
export function readKeys(value: unknown): KeyRecord[] | null {
  if (!Array.isArray(value) || value.length > MOST_KEYS || !value.every(isKeyRecord)) return null;
  return value;
}

/** What judging a succession needs. */
export type KeyCheck = SignatureCheck & Pick<Digest, 'canonical'>;

/** Whether both keys signed that one follows the other. */
function follows(key: KeyRecord, previous: KeyRecord, check: KeyCheck): boolean {
  const { statement, signature, acceptance } = key;
  if (statement === null || signature === null || acceptance === null) return false;
  const said = readCanonicalObject(statement, check.canonical);
  const fits = (by: KeyRecord, its: string): boolean =>
    check.fits({ text: keySignedText(statement), signature: its, publicKey: by.publicKey });
  return (
    said?.format === FORMAT &&
    said.keyId === key.keyId &&
    said.previousKeyId === previous.keyId &&
    fits(previous, signature) &&
    fits(key, acceptance)
  );
}

/** Fingerprints of the last key of a list and, going back, of those that are tied to it; the newest first. */
export function tiedKeyIds(keys: readonly KeyRecord[], check: KeyCheck): string[] {
  const tied: string[] = [];
  for (let at = keys.length - 1; at >= 0; at -= 1) {
    const key = keys[at]!;
    const next = keys[at + 1];
    if (check.keyId(key.publicKey) !== key.keyId) break;
    if (next !== undefined && !follows(next, key, check)) break;
    tied.push(key.keyId);
  }
  return tied;
}
