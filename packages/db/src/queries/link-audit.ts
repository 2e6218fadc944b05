import type { Queryable } from '../client/queryable';

/** An audit entry as it is on record. `at` in whole milliseconds. */
export interface StoredEntry {
  seq: string;
  at: Date;
  scopeId: string | null;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  actorToken: string | null;
  action: string;
  objectKind: string;
  objectId: string | null;
  objectName: string | null;
  outcome: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  requestId: string | null;
  address: string | null;
}

/** A link of the chain. `number` counts from 1. */
export interface StoredLink {
  number: number;
  seq: string;
  entrySha256: Buffer;
  hash: Buffer;
}

/** Columns of an entry `e` as a StoredEntry without `at`. */
export const ENTRY_BUT_ITS_TIME = `e.seq::text as seq, e.scope_id as "scopeId", e.actor_kind as "actorKind", e.actor_id as "actorId",
  e.actor_name as "actorName", e.actor_token as "actorToken", e.action, e.object_kind as "objectKind", e.object_id as "objectId",
  e.object_name as "objectName", e.outcome, e.before, e.after, e.reason, e.request_id as "requestId", e.address`;

/** Columns of an entry `e` as a StoredEntry. */
export const STORED_ENTRY = `e.at, ${ENTRY_BUT_ITS_TIME}`;

const LOCK = `select pg_try_advisory_xact_lock(hashtextextended('teredo-fleet audit chain', 0)) as mine`;

/** Whether this transaction is the one that may add links; another that does so now makes it false. */
export async function lockAuditChain(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ mine: boolean }>(LOCK);
  return rows[0]?.mine === true;
}

const HEAD = `select number::float8 as count, hash from audit_link order by number desc limit 1`;

/** The newest link; null: there is none. */
export async function auditChainHead(db: Queryable): Promise<{ count: number; hash: Buffer } | null> {
  const { rows } = await db.query<{ count: number; hash: Buffer }>(HEAD);
  return rows[0] ?? null;
}

/** Hash of one link of the chain; null: it isn't there. */
export async function auditLinkHash(db: Queryable, number: number): Promise<Buffer | null> {
  const { rows } = await db.query<{ hash: Buffer }>(`select hash from audit_link where number = $1`, [
    number,
  ]);
  return rows[0]?.hash ?? null;
}

/** Entries get their number before they are committed, so one may appear behind others; never this far behind. */
const REACH = 10_000;

const UNLINKED = `
select ${STORED_ENTRY} from audit_entry e
where e.seq >= case when $2 then '-9223372036854775808'::bigint else coalesce((select max(seq) from audit_link), 0) - ${REACH} end
  and not exists (select from audit_link l where l.seq = e.seq)
order by e.seq limit $1`;

/**
 * Committed entries that have no link yet, by their numbers. `everywhere` looks at all that there are, and not just at the
 * newest.
 */
export async function unlinkedEntries(
  db: Queryable,
  { limit, everywhere }: { limit: number; everywhere: boolean },
): Promise<StoredEntry[]> {
  const { rows } = await db.query<StoredEntry>(UNLINKED, [limit, everywhere]);
  return rows;
}

const BACKLOG = `
select count(*)::float8 as count, min(e.at) as since from audit_entry e
where e.seq >= coalesce((select max(seq) from audit_link), 0) - ${REACH}
  and not exists (select from audit_link l where l.seq = e.seq)`;

/** Entries that wait for their link, and since when the oldest of them does; of those that the reader may see. */
export async function unlinkedBacklog(db: Queryable): Promise<{ count: number; since: Date | null }> {
  const { rows } = await db.query<{ count: number; since: Date | null }>(BACKLOG);
  return rows[0] ?? { count: 0, since: null };
}

const INSERT = `
insert into audit_link (number, seq, entry_sha256, hash)
select * from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[])`;

export async function insertAuditLinks(db: Queryable, links: readonly StoredLink[]): Promise<void> {
  if (links.length === 0) return;
  await db.query(INSERT, [
    links.map(({ number }) => number),
    links.map(({ seq }) => seq),
    links.map(({ entrySha256 }) => entrySha256),
    links.map(({ hash }) => hash),
  ]);
}

const LINKED = `
select l.number::float8 as number, l.seq::text as "linkSeq", l.entry_sha256 as "entrySha256", l.hash, ${STORED_ENTRY}
from audit_link l left join audit_entry e on e.seq = l.seq
where l.number > $1 order by l.number limit $2`;

type LinkedRow = Omit<StoredLink, 'seq'> & { linkSeq: string } & {
  [K in keyof StoredEntry]: StoredEntry[K] | null;
};

/** Links after one number, in their order, each with its entry; null: that one is gone. */
export async function linkedEntries(
  db: Queryable,
  after: number,
  limit: number,
): Promise<{ link: StoredLink; entry: StoredEntry | null }[]> {
  const { rows } = await db.query<LinkedRow>(LINKED, [after, limit]);
  return rows.map(({ number, linkSeq, entrySha256, hash, ...entry }) => ({
    link: { number, seq: linkSeq, entrySha256, hash },
    entry: entry.seq === null ? null : (entry as StoredEntry),
  }));
}
