import type { Queryable } from '../client/queryable';

/** A head of the audit chain as the signer signed it. */
export interface StoredHead {
  count: number;
  hash: Buffer;
  signedAt: Date;
  /** The text that is signed, beneath its kind. */
  statement: string;
  keyId: string;
  signature: Buffer;
}

const HEAD = `h.count::float8 as count, h.hash, h.signed_at as "signedAt", h.statement, h.key_id as "keyId", h.signature`;

const INSERT = `
insert into audit_head (count, hash, signed_at, statement, key_id, signature) values ($1, $2, $3, $4, $5, $6)`;

export async function insertAuditHead(db: Queryable, head: StoredHead): Promise<void> {
  const { count, hash, signedAt, statement, keyId, signature } = head;
  await db.query(INSERT, [count, hash, signedAt, statement, keyId, signature]);
}

const NEWEST = `select ${HEAD}, k.public_key as "publicKey" from audit_head h
left join evidence_key k on k.key_id = h.key_id order by h.count desc limit 1`;

/** A stored head with the key that it names; null: that key is not on record. */
export type SignedHead = StoredHead & { publicKey: Buffer | null };

/** The newest signed head; null: there is none. */
export async function newestAuditHead(db: Queryable): Promise<SignedHead | null> {
  const { rows } = await db.query<SignedHead>(NEWEST);
  return rows[0] ?? null;
}

const SINCE = `select ${HEAD}, k.public_key as "publicKey" from audit_head h
left join evidence_key k on k.key_id = h.key_id where h.count > $1 order by h.count limit $2`;

/** Signed heads after one count, in their order. */
export async function auditHeadsSince(db: Queryable, count: number, limit: number): Promise<SignedHead[]> {
  const { rows } = await db.query<SignedHead>(SINCE, [count, limit]);
  return rows;
}

const LATER = 'select exists (select from audit_head where count > $1 and signed_at <= $2) as is';

/** Whether a head that goes further than one count was signed by a moment. */
export async function hasLaterHead(db: Queryable, count: number, by: string): Promise<boolean> {
  const { rows } = await db.query<{ is: boolean }>(LATER, [count, by]);
  return rows[0]?.is === true;
}
