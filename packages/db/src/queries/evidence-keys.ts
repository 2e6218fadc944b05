import type { Queryable } from '../client/queryable';

/** A key that signs evidence, with what ties it to the one before it. */
export interface EvidenceKeyRow {
  /** SHA-256 of the raw public key, 64 hex digits. */
  keyId: string;
  /** 32 bytes. */
  publicKey: Buffer;
  madeAt: Date;
  previousKeyId: string | null;
}

const KEYS = `select key_id as "keyId", public_key as "publicKey", made_at as "madeAt", previous_key_id as "previousKeyId"
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
