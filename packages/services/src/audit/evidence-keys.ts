import type { EvidenceKeyRow } from '@teredo-fleet/db';
import {
  type KeyCheck,
  type KeyRecord,
  keySignedText,
  keyStatementText,
  tiedKeyIds,
} from '@teredo-fleet/evidence';
import { iso } from '../core/instants';
import { DIGEST } from './chain-digest';
import type { HeadSigner } from './sign-head';
import { SIGNATURES } from './signature-check';

const CHECK: KeyCheck = { ...SIGNATURES, canonical: DIGEST.canonical };

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function recordOf({ keyId, publicKey, succession, signature, acceptance }: EvidenceKeyRow): KeyRecord {
  return {
    keyId,
    publicKey: base64(publicKey),
    statement: succession,
    signature: signature === null ? null : base64(signature),
    acceptance: acceptance === null ? null : base64(acceptance),
  };
}

/** A key on record and those before it as the record names them, the oldest first; none when it is not on record. */
export function evidenceKeyRecords(rows: readonly EvidenceKeyRow[], keyId: string): KeyRecord[] {
  const left = new Map(rows.map((row) => [row.keyId, row]));
  const records: KeyRecord[] = [];
  for (let row = left.get(keyId); row !== undefined; row = left.get(row.previousKeyId ?? '')) {
    left.delete(row.keyId);
    records.unshift(recordOf(row));
  }
  return records;
}

/**
 * Whose signatures count beside those of a key that is known from outside the database: of each key before it, as long as
 * both signed that one follows the other. Whatever the database says, it can add no key to them.
 */
export function tiedEvidenceKeyIds(rows: readonly EvidenceKeyRow[], keyId: string): string[] {
  return [...new Set([keyId, ...tiedKeyIds(evidenceKeyRecords(rows, keyId), CHECK)])];
}

/** The key that no other follows; undefined: there is none at all. */
export function newestEvidenceKey(rows: readonly EvidenceKeyRow[]): EvidenceKeyRow | undefined {
  return rows.findLast(({ keyId }) => !rows.some(({ previousKeyId }) => previousKeyId === keyId));
}

/** What both keys sign when one replaces the other. */
export function signSuccession(
  previous: HeadSigner,
  next: HeadSigner,
  now: Date,
): Pick<EvidenceKeyRow, 'succession' | 'signature' | 'acceptance'> {
  const ids = { keyId: next.keyId, previousKeyId: previous.keyId };
  const succession = keyStatementText({ at: iso(now), ...ids }, DIGEST);
  const bytes = Buffer.from(keySignedText(succession));
  return {
    succession,
    signature: Buffer.from(previous.sign(bytes)),
    acceptance: Buffer.from(next.sign(bytes)),
  };
}
