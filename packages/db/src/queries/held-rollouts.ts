import type { Queryable } from '../client/queryable';

/** A rollout in waves that people planned. */
export interface PlannedOne {
  id: string;
  scopeId: string;
  name: string;
}

const RUNNING = `
select id, scope_id as "scopeId", name from rollout where state = 'running' and kind in ('planned', 'rollback')
order by id`;

/** Those that run. */
export async function runningPlans(db: Queryable): Promise<PlannedOne[]> {
  return (await db.query<PlannedOne>(RUNNING)).rows;
}

const UNAPPROVED = `
select r.id, r.scope_id as "scopeId", r.name, coalesce((
  select max(a.at) from audit_entry a
  where a.object_kind = 'rollout' and a.object_id = r.id::text and a.action = 'rollout.submit' and a.outcome = 'done'
), r.created_at) as since
from rollout r where r.state = 'awaiting-approval' order by r.id`;

/** Those that wait for approval, and since when; since they were written where no entry tells of it any more. */
export async function unapprovedPlans(db: Queryable): Promise<(PlannedOne & { since: Date })[]> {
  return (await db.query<PlannedOne & { since: Date }>(UNAPPROVED)).rows;
}
