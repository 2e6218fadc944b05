import type { Queryable } from '../client/queryable';
import { REPAIR_WAITS, STOPPED_REPAIR } from './policy-repairs';

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
  /** Machines on which nobody decided which policy is followed. */
  undecided: number;
  /** Machines that were repaired so often that it gave up. */
  givenUp: number;
  /** Somebody stopped a repair, and nobody let the policy go on. */
  stopped: boolean;
}

const HELD = `
with counted as (
  select p.id, p.scope_id as "scopeId", p.name, (count(v.machine_id) filter (where v.standing = 'undecided'))::int as undecided,
    (count(v.machine_id) filter (where p.mode = 'enforce' and v.verdict = 'drifted' and v.standing in ('alone', 'wins')
      and ${REPAIR_WAITS.often} and not ${REPAIR_WAITS.busy}))::int as "givenUp",
    p.mode = 'enforce' and exists (select from rollout s where ${STOPPED_REPAIR}) as stopped
  from policy p left join (machine_policy v join machine m on m.id = v.machine_id) on v.policy_id = p.id and v.version = p.version
  where p.retired_at is null group by p.id
)
select * from counted where undecided > 0 or "givenUp" > 0 or stopped`;

export async function heldPolicies(db: Queryable): Promise<HeldPolicy[]> {
  return (await db.query<HeldPolicy>(HELD)).rows;
}
