import type { Queryable } from '../client/queryable';

/** What a check of the whole audit chain found. */
export interface StoredCheck {
  startedAt: Date;
  finishedAt: Date;
  /** How far the chain went, and the hash of its newest link (32 bytes). */
  count: number;
  hash: Buffer;
  /** Zero: it is whole. */
  faultCount: number;
  /** The first ones, in words. */
  faults: string[];
  /** How many published heads it was compared with, by where they are from. */
  compared: { inDatabase: number; outside: number };
}

const INSERT = `
insert into audit_check (started_at, finished_at, count, hash, fault_count, faults, published)
values ($1, $2, $3, $4, $5, $6, $7)`;

export async function insertAuditCheck(db: Queryable, check: StoredCheck): Promise<void> {
  const { startedAt, finishedAt, count, hash, faultCount, faults, compared } = check;
  await db.query(INSERT, [
    startedAt,
    finishedAt,
    count,
    hash,
    faultCount,
    JSON.stringify(faults),
    JSON.stringify(compared),
  ]);
}

const NEWEST = `
select started_at as "startedAt", finished_at as "finishedAt", count::float8 as count, hash, fault_count as "faultCount", faults,
  published as compared
from audit_check order by finished_at desc limit 1`;

/** The newest check; null: it was never checked. */
export async function newestAuditCheck(db: Queryable): Promise<StoredCheck | null> {
  const { rows } = await db.query<StoredCheck>(NEWEST);
  return rows[0] ?? null;
}
