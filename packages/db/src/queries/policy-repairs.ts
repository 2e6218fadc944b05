import type { Queryable } from '../client/queryable';

/** A policy that is enforced and has no repair under way. */
export interface EnforcedPolicy {
  id: string;
  scopeId: string;
  version: number;
  content: unknown;
  /** Hex. */
  contentHash: string;
  authorId: string;
}

/** How often a policy may repair one machine before a person has to look why it does not last. */
export const MOST_REPAIRS = 3;
/** The days in which those are counted. */
export const REPAIRS_COUNTED_DAYS = 7;
/** A machine on which a repair came to nothing is asked again after so many hours. */
export const REPAIR_AGAIN_HOURS = 24;

/** Roles that may approve a policy, as the permission of the verb has them. */
export const POLICY_APPROVERS = ['admin', 'approver'] as const;

/** Of `p`, a policy: somebody who may still, and who wrote no part of it, said yes to it as it is. */
export const POLICY_APPROVED = `exists (
  select from policy_approval a join "user" u on u.id = a.approver_id
  where a.policy_id = p.id and a.content_hash = p.content_hash and u.disabled_at is null
    and u.role in (${POLICY_APPROVERS.map((role) => `'${role}'`).join(', ')})
    and (cardinality(u.scope_ids) = 0 or p.scope_id = any (u.scope_ids)) and a.approver_id <> all (p.editor_ids))`;

/** A repair of this policy that somebody stopped since it was last let go on: `s` is the rollout. */
export const STOPPED_REPAIR = `
  s.policy_id = p.id and s.kind = 'repair' and s.created_at >= p.repairs_from
    and (s.state = 'aborted' or exists (select from rollout b where b.rollback_of_id = s.id))`;

const CLAIM = `
select p.id, p.scope_id as "scopeId", p.version, p.content, encode(p.content_hash, 'hex') as "contentHash", p.author_id as "authorId"
from policy p
where p.mode = 'enforce' and p.retired_at is null
  and ${POLICY_APPROVED}
  and not exists (select from rollout r where r.policy_id = p.id and r.kind = 'repair' and r.finished_at is null)
  and not exists (select from rollout s where ${STOPPED_REPAIR})
  and exists (select from machine_policy v where v.policy_id = p.id and v.verdict = 'drifted' and v.standing in ('alone', 'wins'))
  and p.id > $1::uuid
order by p.id limit 1
for no key update of p skip locked`;

const NIL = '00000000-0000-0000-0000-000000000000';

/**
 * The next policy after `after` that may repair something, locked for the length of the caller's transaction; null: none.
 */
export async function claimPolicyToRepair(
  db: Queryable,
  after: string | null,
): Promise<EnforcedPolicy | null> {
  const { rows } = await db.query<EnforcedPolicy>(CLAIM, [after ?? NIL]);
  return rows[0] ?? null;
}

/**
 * What is joined to `v`, a row of machine_policy, `m`, its machine, and `p`, its policy, for REPAIR_WAITS: each counted once
 * for all machines and not once a machine.
 */
export const REPAIR_JOINS = `
  left join (select distinct machine_id from job where finished_at is null) open_job on open_job.machine_id = m.id
  left join (
    select distinct b.machine_id from rollout r join rollout_member b on b.rollout_id = r.id
    where r.finished_at is null and r.state in ('approved', 'running', 'paused') and b.excluded is null
      and not exists (select from job d where d.rollout_id = r.id and d.machine_id = b.machine_id and d.attempt = b.attempt)
  ) awaited on awaited.machine_id = m.id
  left join (
    select made.policy_id, made.machine_id,
      bool_or(made.state <> 'cancelled' and made.created_at - made.earlier < interval '${REPAIRS_COUNTED_DAYS} days') as too_often,
      bool_or(made.state not in ('verified', 'already-compliant')
        and made.finished_at > now() - interval '${REPAIR_AGAIN_HOURS} hours') as came_to_nothing
    from (
      select r.policy_id, j.machine_id, j.state, j.created_at, j.finished_at, lag(j.created_at, ${MOST_REPAIRS - 1}) over (
        partition by r.policy_id, j.machine_id, j.state = 'cancelled' order by j.created_at) as earlier
      from rollout r join policy q on q.id = r.policy_id join job j on j.rollout_id = r.id and j.created_at >= q.repairs_from
      where r.kind = 'repair'
    ) made group by made.policy_id, made.machine_id
  ) repaired on repaired.policy_id = p.id and repaired.machine_id = m.id
  left join (
    select distinct r.policy_id, b.machine_id from rollout r join policy q on q.id = r.policy_id
      join rollout_member b on b.rollout_id = r.id and b.excluded ->> 'kind' = 'by-hand'
    where r.kind = 'repair' and r.created_at >= q.repairs_from and r.created_at > now() - interval '${REPAIR_AGAIN_HOURS} hours'
  ) left_out on left_out.policy_id = p.id and left_out.machine_id = m.id
  -- Fenced off: a content is long, and taken apart once a policy in place of once a machine it costs nothing.
  join (
    select q.id, make_interval(secs => (q.content ->> 'graceSeconds')::int) as grace from policy q offset 0
  ) spared on spared.id = p.id`;

/** Why a machine that drifted is not repaired now. Whoever shows it asks in the same words as who repairs. */
export const REPAIR_WAITS = {
  /** Drift that is younger than the policy's grace. */
  grace: `v.since > now() - spared.grace`,
  /** Another change is open on it, or will be. */
  busy: `(open_job.machine_id is not null or awaited.machine_id is not null)`,
  /** The last repair came to nothing a while ago only, or somebody left the machine out of it. */
  again: `(coalesce(repaired.came_to_nothing, false) or left_out.machine_id is not null)`,
  /** Repaired so often within a few days, once, that something puts it back; that does not pass by itself. */
  often: `coalesce(repaired.too_often, false)`,
} as const;

/** It gave a machine up, and nothing else is under way there. */
export const REPAIR_GIVEN_UP = `${REPAIR_WAITS.often} and not ${REPAIR_WAITS.busy}`;

const DRIFTED = `
select m.id
from machine_policy v join policy p on p.id = v.policy_id join machine m on m.id = v.machine_id${REPAIR_JOINS}
where v.policy_id = $1::uuid and v.version = p.version and v.verdict = 'drifted' and v.standing in ('alone', 'wins')
  and m.status = 'active' and m.scope_id = p.scope_id
  and not (${Object.values(REPAIR_WAITS).join(' or ')})
  -- Something about it changed since: who wins is said anew first.
  and not exists (select from policy_due d where d.machine_id = m.id)
order by m.id`;

/** Machines that a policy is to repair now. */
export async function readDrifted(db: Queryable, policyId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(DRIFTED, [policyId]);
  return rows.map(({ id }) => id);
}

/** A repair with all that it decides. */
export interface RepairToOpen {
  id: string;
  scopeId: string;
  name: string;
  policyId: string;
  authorId: string;
  reason: string;
  plan: unknown;
  planHash: Buffer;
}

const DRAFT = `
insert into rollout (id, scope_id, name, kind, state, plan, plan_hash, author_id, editor_ids, reason, policy_id, created_at)
values ($1, $2, $3, 'repair', 'draft', $4::jsonb, $5, $6, array[$6], $7, $8, now())`;

/** Members are put into drafts only. */
export async function draftRepair(db: Queryable, repair: RepairToOpen): Promise<void> {
  const { id, scopeId, name, plan, planHash, authorId, reason, policyId } = repair;
  await db.query(DRAFT, [id, scopeId, name, JSON.stringify(plan), planHash, authorId, reason, policyId]);
}

const APPROVE = `
with approved as (
  insert into approval (rollout_id, scope_id, plan_hash, approver_id, kind, reason, approved_at)
  select r.id, r.scope_id, r.plan_hash, a.approver_id, 'policy', a.reason, a.approved_at
  from rollout r join policy p on p.id = r.policy_id
  join policy_approval a on a.policy_id = p.id and a.content_hash = p.content_hash
  where r.id = $1
)
update rollout set state = 'approved', wake_at = now() where id = $1`;

/** The repair has the approvals of its policy, and the engine starts it. */
export async function approveRepair(db: Queryable, id: string): Promise<void> {
  await db.query(APPROVE, [id]);
}
