import type { Queryable } from '../client/queryable';

/** A key that signs evidence, with what ties it to the one before it. */
export interface EvidenceKeyRow {
  /** SHA-256 of the raw public key, 64 hex digits. */
  keyId: string;
  /** 32 bytes. */
  publicKey: Buffer;
  madeAt: Date;
  /** The first key has null here and below. */
  previousKeyId: string | null;
  /** The text that both keys signed. */
  succession: string | null;
  /** Of the key before it, 64 bytes. */
  signature: Buffer | null;
  /** Its own, 64 bytes. */
  acceptance: Buffer | null;
}

const KEYS = `select key_id as "keyId", public_key as "publicKey", made_at as "madeAt", previous_key_id as "previousKeyId",
  succession, signature, acceptance
from evidence_key order by made_at, key_id`;

/** All keys that ever signed evidence, the oldest first. */
export async function evidenceKeys(db: Queryable): Promise<EvidenceKeyRow[]> {
  const { rows } = await db.query<EvidenceKeyRow>(KEYS);
  return rows;
}

const INSERT = `insert into evidence_key (key_id, public_key) values ($1, $2) on conflict (key_id) do nothing`;

/** Puts the first key on record. */
export async function insertEvidenceKey(
  db: Queryable,
  key: Pick<EvidenceKeyRow, 'keyId' | 'publicKey'>,
): Promise<void> {
  await db.query(INSERT, [key.keyId, key.publicKey]);
}

const INSERT_SUCCESSOR = `
insert into evidence_key (key_id, public_key, previous_key_id, succession, signature, acceptance)
values ($1, $2, $3, $4, $5, $6)`;

/** Puts a key on record that follows another. */
export async function insertEvidenceSuccessor(
  db: Queryable,
  key: Omit<EvidenceKeyRow, 'madeAt'>,
): Promise<void> {
  const { keyId, publicKey, previousKeyId, succession, signature, acceptance } = key;
  await db.query(INSERT_SUCCESSOR, [keyId, publicKey, previousKeyId, succession, signature, acceptance]);
}
