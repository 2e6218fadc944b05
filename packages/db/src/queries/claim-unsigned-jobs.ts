import type { Queryable } from '../client/queryable';

/** Somebody's account as it is now. */
export interface Standing {
  /** Null: there is no such account any more. */
  role: string | null;
  /** Scopes that the account is limited to; empty: none. */
  scopeIds: string[] | null;
  disabled: boolean;
}

/** A policy with whoever said yes to it as it is now. */
export interface JudgedPolicy {
  scopeId: string;
  retired: boolean;
  content: unknown;
  /** Hex. */
  contentHash: string;
  editorIds: string[];
  /** Of this very content. */
  approvals: (Standing & {
    approverId: string;
    /** The audit trail tells of it. */
    recorded: boolean;
  })[];
}

/** What the approvals of a rollout are judged by. Jobs of one rollout share these very objects. */
export interface JudgedRollout {
  rolloutKind: string;
  rolloutState: string;
  rolloutScopeId: string;
  rollbackOfId: string | null;
  authorId: string;
  author: Standing;
  /** Whoever saved a part of the plan. */
  editorIds: string[];
  plan: unknown;
  planHash: Buffer;
  /** Of a repair: the policy that it follows from, as it is now; null: of another kind. */
  policy: JudgedPolicy | null;
  approvals: (Standing & {
    approverId: string;
    kind: string;
    /** Hex. */
    planHash: string;
    /** The plan was edited since. */
    voided: boolean;
    /** The audit trail tells of it. */
    recorded: boolean;
  })[];
}

/** A job that waits for its signature, with all that the signer judges it by. */
export interface UnsignedJob extends JudgedRollout {
  id: string;
  rolloutId: string;
  machineId: string;
  scopeId: string;
  enrolmentId: string;
  attempt: number;
  sequence: number;
  /** The highest sequence that a machine of this enrolment can have seen: signed before, or told by its agent. */
  highestSequence: number;
  work: unknown;
  notice: unknown;
  windows: unknown;
  witnesses: unknown;
  contactWindowSeconds: number;
  verify: unknown;
  notBefore: Date;
  notAfter: Date;
  machineStatus: string;
  machineScopeId: string;
  machineLabels: string[];
  /** As its agent told it. */
  timeZone: string | null;
  /** Enrolment of the machine now; another than the job's makes the job void. */
  machineEnrolmentId: string;
  /**
   * Its place in a rollout with waves; null: it has none. `called`: its wave is open, or every wave where it is of the late
   * pool alone.
   */
  member: { excluded: boolean; called: boolean } | null;
  /** Of work that gives earlier values back: the rollout under which the signer signed that job of this machine. */
  savedUnder: string | null;
}

const JOBS = `
select j.id, j.rollout_id as "rolloutId", j.machine_id as "machineId", j.scope_id as "scopeId", j.enrolment_id as "enrolmentId",
  j.attempt, j.sequence::float8 as sequence,
  greatest(m.agent_sequence, (
    select max(s.sequence) from job s
    where s.machine_id = j.machine_id and s.enrolment_id = j.enrolment_id and s.payload is not null
  ))::float8 as "highestSequence", j.work, j.notice, j.windows, j.witnesses,
  j.contact_window_seconds as "contactWindowSeconds", j.verify, j.not_before as "notBefore", j.not_after as "notAfter",
  m.status as "machineStatus", m.enrolment_id as "machineEnrolmentId", m.scope_id as "machineScopeId", m.labels as "machineLabels", m.time_zone as "timeZone",
  (select json_build_object('excluded', b.excluded is not null,
      'called', case when b.wave is not null then w.opened_at is not null else b.late_at is not null and not exists (
        select from rollout_wave shut where shut.rollout_id = b.rollout_id and shut.opened_at is null) end)
    from rollout_member b left join rollout_wave w on w.rollout_id = b.rollout_id and w.number = b.wave
    where b.rollout_id = j.rollout_id and b.machine_id = j.machine_id) as member,
  (select s.rollout_id from job s
    where s.id::text = j.work ->> 'savedByJob' and s.machine_id = j.machine_id and s.payload is not null) as "savedUnder"
from job j join rollout r on r.id = j.rollout_id join machine m on m.id = j.machine_id
where j.state = 'requested' and j.cancel_requested_at is null and r.state <> 'paused'
order by j.created_at, j.sequence
limit $1
for update of j skip locked`;

/** A policy by the expression of its id. */
const POLICY = (
  id: string,
): string => `(select json_build_object('scopeId', p.scope_id, 'retired', p.retired_at is not null, 'content', p.content,
      'contentHash', encode(p.content_hash, 'hex'), 'editorIds', p.editor_ids, 'approvals', coalesce((
        select json_agg(json_build_object('approverId', a.approver_id, 'role', u.role, 'scopeIds', u.scope_ids,
          'disabled', u.disabled_at is not null, 'recorded', exists (
            select from audit_entry e
            where e.object_kind = 'policy' and e.object_id = p.id::text and e.outcome = 'done' and e.action = 'policy.approve'
              and e.actor_kind = 'user' and e.actor_id = a.approver_id and e.after ->> 'contentHash' = encode(a.content_hash, 'hex')
          )) order by a.approved_at)
        from policy_approval a left join "user" u on u.id = a.approver_id
        where a.policy_id = p.id and a.content_hash = p.content_hash
      ), '[]'))
    from policy p where p.id = ${id})`;

// A plan may name tens of thousands of machines, so each comes once.
const ROLLOUTS = `
select r.id, r.kind as "rolloutKind", r.state as "rolloutState", r.scope_id as "rolloutScopeId",
  r.rollback_of_id as "rollbackOfId", r.author_id as "authorId", r.editor_ids as "editorIds", r.plan, r.plan_hash as "planHash",
  (select json_build_object('role', max(u.role), 'scopeIds', to_json(max(u.scope_ids)), 'disabled',
    coalesce(bool_or(u.disabled_at is not null), false)) from "user" u where u.id = r.author_id) as author,
  coalesce((
    select json_agg(json_build_object('approverId', a.approver_id, 'kind', a.kind, 'planHash', encode(a.plan_hash, 'hex'),
      'role', u.role, 'scopeIds', u.scope_ids, 'disabled', u.disabled_at is not null, 'voided', a.voided_at is not null,
      'recorded', exists (
        select from audit_entry e
        where e.object_kind = 'rollout' and e.object_id = r.id::text and e.outcome = 'done'
          and e.action = case a.kind when 'emergency' then 'rollout.approveEmergency' else 'rollout.approve' end
          and e.actor_kind = 'user' and e.actor_id = a.approver_id and e.after ->> 'planHash' = encode(a.plan_hash, 'hex')
      )) order by a.approved_at)
    from approval a left join "user" u on u.id = a.approver_id where a.rollout_id = r.id
  ), '[]') as approvals,
  ${POLICY('r.policy_id')} as policy
from rollout r where r.id = any ($1::uuid[])`;

/** Rollouts by their ids, with the approvals that they have and by whom, as these people stand now. */
export async function readJudgedRollouts(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, JudgedRollout>> {
  const { rows } = await db.query<JudgedRollout & { id: string }>(ROLLOUTS, [ids]);
  return new Map(rows.map(({ id, ...rollout }) => [id, rollout]));
}

/** A policy with whoever said yes to it; null: there is none. */
export async function readJudgedPolicy(db: Queryable, id: string): Promise<JudgedPolicy | null> {
  const { rows } = await db.query<{ policy: JudgedPolicy | null }>(`select ${POLICY('$1::uuid')} as policy`, [
    id,
  ]);
  return rows[0]?.policy ?? null;
}

/**
 * Takes jobs that wait for their signature, oldest first, for the length of the caller's transaction. Those of a paused
 * rollout wait until it is resumed.
 */
export async function claimUnsignedJobs(db: Queryable, limit: number): Promise<UnsignedJob[]> {
  const { rows: jobs } = await db.query<Omit<UnsignedJob, keyof JudgedRollout>>(JOBS, [limit]);
  if (jobs.length === 0) return [];
  const rollouts = await readJudgedRollouts(db, [...new Set(jobs.map(({ rolloutId }) => rolloutId))]);
  return jobs.map((job) => ({ ...job, ...rollouts.get(job.rolloutId)! }));
}
