import type { Queryable } from '../client/queryable';
import { POLICY_APPROVED, REPAIR_GIVEN_UP, REPAIR_JOINS, STOPPED_REPAIR } from './policy-repairs';

/** A policy with machines that drifted from it where it is followed. */
export interface PolicyDrift {
  id: string;
  scopeId: string;
  name: string;
  drifted: number;
  /** Where it is followed. */
  machines: number;
}

const DRIFT = `
select p.id, p.scope_id as "scopeId", p.name, (count(*) filter (where v.verdict = 'drifted'))::int as drifted, count(*)::int as machines
from policy p join machine_policy v on v.policy_id = p.id and v.version = p.version and v.standing in ('alone', 'wins')
where p.retired_at is null group by p.id having count(*) filter (where v.verdict = 'drifted') > 0`;

export async function policyDrift(db: Queryable): Promise<PolicyDrift[]> {
  return (await db.query<PolicyDrift>(DRIFT)).rows;
}

/** A policy that waits for a person. */
export interface HeldPolicy {
  id: string;
  scopeId: string;
  name: string;
  /** Machines on which it would act, had somebody decided which policy is followed. */
  undecided: number;
  /** Machines that were repaired so often that it gave up. */
  givenUp: number;
  /** Somebody stopped a repair, and nobody let the policy go on. */
  stopped: boolean;
}

const HELD = `
with found as (
  select v.policy_id, (count(*) filter (where v.standing = 'undecided' and p.mode = 'enforce' and ${POLICY_APPROVED}))::int as undecided,
    (count(*) filter (where p.mode = 'enforce' and v.verdict = 'drifted' and v.standing in ('alone', 'wins')
      and ${REPAIR_GIVEN_UP}))::int as "givenUp"
  from machine_policy v join policy p on p.id = v.policy_id and p.version = v.version and p.retired_at is null
    join machine m on m.id = v.machine_id${REPAIR_JOINS}
  where v.standing = 'undecided' or v.verdict = 'drifted'
  group by v.policy_id
),
said as (
  select p.id, p.scope_id as "scopeId", p.name, coalesce(f.undecided, 0) as undecided, coalesce(f."givenUp", 0) as "givenUp",
    p.mode = 'enforce' and exists (select from rollout s where ${STOPPED_REPAIR}) as stopped
  from policy p left join found f on f.policy_id = p.id
  where p.retired_at is null
)
select * from said where undecided > 0 or "givenUp" > 0 or stopped`;

export async function heldPolicies(db: Queryable): Promise<HeldPolicy[]> {
  return (await db.query<HeldPolicy>(HELD)).rows;
}

const REPAIRING = `
select p.id, p.scope_id as "scopeId", p.name
from policy p where p.mode = 'enforce' and p.retired_at is null and ${POLICY_APPROVED}
  and exists (select from machine_policy v where v.policy_id = p.id and v.version = p.version and v.verdict = 'drifted'
    and v.standing in ('alone', 'wins'))`;

/** Policies that repair what drifted from them, and from which something did. */
export async function repairingPolicies(
  db: Queryable,
): Promise<Pick<HeldPolicy, 'id' | 'scopeId' | 'name'>[]> {
  return (await db.query<Pick<HeldPolicy, 'id' | 'scopeId' | 'name'>>(REPAIRING)).rows;
}

/** A repair that runs, and the policy that it is of. */
export interface RunningRepair extends Pick<HeldPolicy, 'id' | 'scopeId' | 'name'> {
  repairId: string;
}

const RUNNING = `
select p.id, p.scope_id as "scopeId", p.name, r.id as "repairId"
from rollout r join policy p on p.id = r.policy_id where r.state = 'running' and r.kind = 'repair'`;

export async function runningRepairs(db: Queryable): Promise<RunningRepair[]> {
  return (await db.query<RunningRepair>(RUNNING)).rows;
}

/** A policy whose plan repairs nothing before somebody has approved it. */
export interface UnapprovedPolicy extends Pick<HeldPolicy, 'id' | 'scopeId' | 'name'> {
  /** When it became what it is. */
  since: Date;
  /** Somebody approved it as it is, and may do so no more. */
  wasApproved: boolean;
}

const UNAPPROVED = `
select p.id, p.scope_id as "scopeId", p.name, p.changed_at as since,
  exists (select from policy_approval a where a.policy_id = p.id and a.content_hash = p.content_hash) as "wasApproved"
from policy p where p.mode = 'enforce' and p.retired_at is null and not ${POLICY_APPROVED} order by p.id`;

export async function unapprovedPolicies(db: Queryable): Promise<UnapprovedPolicy[]> {
  return (await db.query<UnapprovedPolicy>(UNAPPROVED)).rows;
}
