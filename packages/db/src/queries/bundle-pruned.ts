import type { Queryable } from '../client/queryable';

/** What retention removed that a rollout left behind. */
export interface PrunedOfRollout {
  /** Entries written up to then may be missing; null: none is. */
  entriesUntil: Date | null;
  /** Receipts of attempts that ended before then may be missing, ISO 8601 UTC text; null: none is. */
  receiptsUntil: string | null;
  /** Attempts whose commands' output was removed. */
  outputs: number;
}

// A time in an entry is compared as text: whatever else stands there keeps nobody from a bundle.
const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

const PRUNED = `
with cut as (
  select max(after ->> 'olderThan') as until from audit_entry
  where object_kind = 'retention' and object_id is null and action = 'retention.prune' and object_name = 'receipts'
    and after ->> 'olderThan' ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.]\\d{3}Z$'
)
select
  (select s.newest_at from audit_stub s where s.signature is not null and s.newest_at >= r.created_at order by s.count desc limit 1)
    as "entriesUntil",
  (select c.until from cut c where exists (
    select from job j where j.rollout_id = r.id and to_char(j.finished_at at time zone 'UTC', ${ISO}) < c.until)) as "receiptsUntil",
  (select count(*)::int from job j where j.rollout_id = r.id and j.outputs_pruned_at is not null) as outputs
from rollout r where r.id = $1::uuid`;

export async function readPrunedOfRollout(db: Queryable, rolloutId: string): Promise<PrunedOfRollout> {
  const { rows } = await db.query<PrunedOfRollout>(PRUNED, [rolloutId]);
  return rows[0] ?? { entriesUntil: null, receiptsUntil: null, outputs: 0 };
}
