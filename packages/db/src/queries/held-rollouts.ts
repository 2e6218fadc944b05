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

/** An override of a rollout's notice that waits for a second person. */
export interface AskedOverride extends PlannedOne {
  /** The policy whose repair it is of; null: of a rollout of people. */
  policy: PlannedOne | null;
  machines: number;
  askedAt: Date;
}

const ASKED = `
select r.id, r.scope_id as "scopeId", r.name, o.machines, o.asked_at as "askedAt",
  case when p.id is not null then jsonb_build_object('id', p.id, 'scopeId', p.scope_id, 'name', p.name) end as policy
from notice_override o join rollout r on r.id = o.rollout_id and r.finished_at is null left join policy p on p.id = r.policy_id
where o.granted_at is null and o.closed_at is null and o.asked_at > $1 order by r.id`;

/** Those that were asked for after a moment, of rollouts that are not over; a rollout has one at most. */
export async function askedOverrides(db: Queryable, after: Date): Promise<AskedOverride[]> {
  return (await db.query<AskedOverride>(ASKED, [after])).rows;
}
