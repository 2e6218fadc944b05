import type { Queryable } from '../client/queryable';

/** What is asked for in place of the oldest part of the chain. */
export interface AuditStub {
  /** Number of the newest link that it stands for, and that link's hash (32 bytes). */
  count: number;
  hash: Buffer;
  /** When the entries that it stands for were written; those of earlier stubs are not among them. */
  oldestAt: Date;
  newestAt: Date;
  keptDays: number;
  setBy: string | null;
}

/** null in all three: the signer has not signed it yet, and nothing of it is pruned. */
export interface StubSignature {
  statement: string | null;
  keyId: string | null;
  signature: Buffer | null;
}

export type StoredStub = AuditStub & StubSignature & { publicKey: Buffer | null };

const NEWEST = `
select s.count::float8 as count, s.hash, s.oldest_at as "oldestAt", s.newest_at as "newestAt", s.kept_days as "keptDays",
  s.set_by as "setBy", s.statement, s.key_id as "keyId", s.signature, k.public_key as "publicKey"
from audit_stub s left join evidence_key k on k.key_id = s.key_id
where (s.signature is not null) = $1 order by s.count desc limit 1`;

async function newest(db: Queryable, signed: boolean): Promise<StoredStub | null> {
  const { rows } = await db.query<StoredStub>(NEWEST, [signed]);
  return rows[0] ?? null;
}

/** The stub from which the chain goes on; null: nothing of it is pruned. */
export const signedAuditStub = (db: Queryable): Promise<StoredStub | null> => newest(db, true);

/** The stub that waits for its signature; null: none does. */
export const unsignedAuditStub = (db: Queryable): Promise<StoredStub | null> => newest(db, false);

/**
 * All that was linked before a head was signed is older than that head. Gives the part that ends at the newest head signed
 * before `before`, behind link `after`; null: there is none. It ends before the first approval of a rollout that is not
 * over: the signer signs no job of a plan whose approval is not in the trail.
 */
const PRUNABLE = `
select h.count::float8 as count, h.hash, min(e.at) as "oldestAt", max(e.at) as "newestAt"
from (
  select count, hash from audit_head
  where signed_at < $1 and count > $2 and count < coalesce((
    select min(l.number) from rollout r
    join audit_entry e on e.object_kind = 'rollout' and e.object_id = r.id::text
      and e.action in ('rollout.approve', 'rollout.approveEmergency')
    join audit_link l on l.seq = e.seq
    where r.state not in ('done', 'aborted')), 'infinity'::float8)
  order by count desc limit 1) h
join audit_link l on l.number > $2 and l.number <= h.count
join audit_entry e on e.seq = l.seq
group by h.count, h.hash`;

export async function prunableAudit(
  db: Queryable,
  before: Date,
  after: number,
): Promise<Pick<AuditStub, 'count' | 'hash' | 'oldestAt' | 'newestAt'> | null> {
  const { rows } = await db.query<Pick<AuditStub, 'count' | 'hash' | 'oldestAt' | 'newestAt'>>(PRUNABLE, [
    before,
    after,
  ]);
  return rows[0] ?? null;
}

const INSERT = `insert into audit_stub (count, hash, oldest_at, newest_at, kept_days, set_by)
values ($1, $2, $3, $4, $5, $6) on conflict (count) do nothing`;

/** Asks the signer for a stub. */
export async function insertAuditStub(db: Queryable, stub: AuditStub): Promise<void> {
  const { count, hash, oldestAt, newestAt, keptDays, setBy } = stub;
  await db.query(INSERT, [count, hash, oldestAt, newestAt, keptDays, setBy]);
}

const WITHDRAW = 'delete from audit_stub where count = $1 and signature is null';

/** Takes back what was asked for and not signed yet. */
export async function withdrawAuditStub(db: Queryable, count: number): Promise<void> {
  await db.query(WITHDRAW, [count]);
}

const SIGN = `update audit_stub set statement = $2, key_id = $3, signature = $4 where count = $1`;

export async function storeStubSignature(
  db: Queryable,
  count: number,
  { statement, keyId, signature }: StubSignature,
): Promise<void> {
  await db.query(SIGN, [count, statement, keyId, signature]);
}
