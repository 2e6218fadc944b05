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

/** A repair of this policy that somebody stopped since it was last let go on: `s` is the rollout. */
export const STOPPED_REPAIR = `
  s.policy_id = p.id and s.kind = 'repair' and s.created_at >= p.repairs_from
    and (s.state = 'aborted' or exists (select from rollout b where b.rollback_of_id = s.id))`;

const CLAIM = `
select p.id, p.scope_id as "scopeId", p.version, p.content, encode(p.content_hash, 'hex') as "contentHash", p.author_id as "authorId"
from policy p
where p.mode = 'enforce' and p.retired_at is null
  and exists (select from policy_approval a where a.policy_id = p.id and a.content_hash = p.content_hash)
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
 * Of `v`, a row of machine_policy, `m`, its machine, and `p`, its policy: whether the machine is repaired now. Why it is not
 * is asked in the same words by whoever shows it.
 */
export const REPAIR_WAITS = {
  /** Drift that is younger than the policy's grace. */
  grace: `v.since > now() - make_interval(secs => (p.content ->> 'graceSeconds')::int)`,
  /** Another change is open on it, or will be. */
  busy: `(exists (select from job o where o.machine_id = m.id and o.finished_at is null)
    or exists (select from rollout_member b join rollout r on r.id = b.rollout_id
      where b.machine_id = m.id and b.excluded is null and r.finished_at is null and r.state in ('approved', 'running', 'paused')
        and not exists (select from job d where d.rollout_id = r.id and d.machine_id = m.id and d.attempt = b.attempt)))`,
  /** The last repair came to nothing a while ago only. */
  again: `exists (select from job j join rollout r on r.id = j.rollout_id
    where j.machine_id = m.id and r.policy_id = p.id and j.created_at >= p.repairs_from
      and j.state not in ('verified', 'already-compliant', 'cancelled') and j.finished_at > now() - interval '${REPAIR_AGAIN_HOURS} hours')`,
  /** Repaired so often that something puts it back. */
  often: `(select count(*) from job j join rollout r on r.id = j.rollout_id
    where j.machine_id = m.id and r.policy_id = p.id and j.created_at >= p.repairs_from
      and j.created_at > now() - interval '${REPAIRS_COUNTED_DAYS} days' and j.state <> 'cancelled') >= ${MOST_REPAIRS}`,
} as const;

const DRIFTED = `
select m.id
from machine_policy v join policy p on p.id = v.policy_id join machine m on m.id = v.machine_id
where v.policy_id = $1::uuid and v.version = p.version and v.verdict = 'drifted' and v.standing in ('alone', 'wins')
  and m.status = 'active' and m.scope_id = p.scope_id
  and not (${Object.values(REPAIR_WAITS).join(' or ')})
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
