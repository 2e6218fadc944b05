import type { Queryable } from '../client/queryable';

/** A job that waits for its signature, with all that the signer judges it by. */
export interface UnsignedJob {
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
  /** Enrolment of the machine now; another than the job's makes the job void. */
  machineEnrolmentId: string;
  rolloutKind: string;
  rolloutState: string;
  authorId: string;
  plan: unknown;
  planHash: Buffer;
  /** `planHash` as hex. */
  approvals: {
    approverId: string;
    kind: string;
    planHash: string;
    /** Null: there is no such account any more. */
    role: string | null;
    /** Scopes that the account is limited to; empty: none. */
    scopeIds: string[] | null;
    disabled: boolean;
  }[];
}

const SQL = `
select j.id, j.rollout_id as "rolloutId", j.machine_id as "machineId", j.scope_id as "scopeId", j.enrolment_id as "enrolmentId",
  j.attempt, j.sequence::float8 as sequence,
  greatest(m.agent_sequence, (
    select max(s.sequence) from job s
    where s.machine_id = j.machine_id and s.enrolment_id = j.enrolment_id and s.payload is not null
  ))::float8 as "highestSequence", j.work, j.notice, j.windows, j.witnesses,
  j.contact_window_seconds as "contactWindowSeconds", j.verify, j.not_before as "notBefore", j.not_after as "notAfter",
  m.status as "machineStatus", m.enrolment_id as "machineEnrolmentId",
  r.kind as "rolloutKind", r.state as "rolloutState", r.author_id as "authorId", r.plan, r.plan_hash as "planHash",
  coalesce((
    select json_agg(json_build_object('approverId', a.approver_id, 'kind', a.kind, 'planHash', encode(a.plan_hash, 'hex'),
      'role', u.role, 'scopeIds', u.scope_ids, 'disabled', u.disabled_at is not null) order by a.approved_at)
    from approval a left join "user" u on u.id = a.approver_id where a.rollout_id = r.id
  ), '[]') as approvals
from job j join rollout r on r.id = j.rollout_id join machine m on m.id = j.machine_id
where j.state = 'requested' and j.cancel_requested_at is null and r.state <> 'paused'
order by j.created_at, j.sequence
limit $1
for update of j skip locked`;

/**
 * Takes jobs that wait for their signature, oldest first, for the length of the caller's transaction. Those of a paused
 * rollout wait until it is resumed.
 */
export async function claimUnsignedJobs(db: Queryable, limit: number): Promise<UnsignedJob[]> {
  const { rows } = await db.query<UnsignedJob>(SQL, [limit]);
  return rows;
}
