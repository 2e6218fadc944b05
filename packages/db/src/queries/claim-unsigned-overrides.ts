import type { Queryable } from '../client/queryable';
import type { Standing } from './claim-unsigned-jobs';

/** One of the two people of an override. */
export interface OverridingParty extends Standing {
  id: string;
  name: string | null;
  reason: string;
  /** The audit trail tells of it, for this plan and this very job. */
  recorded: boolean;
}

/** An override of one job's notice that waits for its signature, with all that the signer judges it by. */
export interface UnsignedOverride {
  overrideId: string;
  jobId: string;
  attempt: number;
  machineId: string;
  enrolmentId: string;
  rolloutId: string;
  scopeId: string;
  rolloutScopeId: string;
  rolloutState: string;
  /** What the two people saw. */
  planHash: Buffer;
  rolloutPlanHash: Buffer;
  askedAt: Date;
  grantedAt: Date;
  /** After it the job does not start. */
  notAfter: Date;
  /** It has begun, ended, or is being cancelled. */
  over: boolean;
  machineStatus: string;
  machineEnrolmentId: string;
  asked: OverridingParty;
  granted: OverridingParty;
}

/** `$action`: the verb whose entry tells of it. */
const party = (alias: string, prefix: 'asked' | 'granted', action: string, reason: string) => `
  json_build_object('id', o.${prefix}_by_id, 'name', ${alias}.name, 'reason', o.${reason}, 'role', ${alias}.role,
    'scopeIds', ${alias}.scope_ids, 'disabled', ${alias}.disabled_at is not null,
    'recorded', exists (
      select from audit_entry e
      where e.object_kind = 'rollout' and e.object_id = o.rollout_id::text and e.outcome = 'done' and e.action = '${action}'
        and e.actor_kind = 'user' and e.actor_id = o.${prefix}_by_id and e.after ->> 'overrideId' = o.id::text
        and e.after ->> 'planHash' = encode(o.plan_hash, 'hex') and e.after -> 'jobIds' ? j.id::text
    )) as ${prefix}`;

const SQL = `
select o.id as "overrideId", j.id as "jobId", j.attempt, j.machine_id as "machineId", j.enrolment_id as "enrolmentId",
  j.rollout_id as "rolloutId", j.scope_id as "scopeId", r.scope_id as "rolloutScopeId", r.state as "rolloutState",
  o.plan_hash as "planHash", r.plan_hash as "rolloutPlanHash", o.asked_at as "askedAt", o.granted_at as "grantedAt",
  j.not_after as "notAfter",
  j.finished_at is not null or j.go_granted_at is not null or j.cancel_requested_at is not null as over,
  m.status as "machineStatus", m.enrolment_id as "machineEnrolmentId",
  ${party('a', 'asked', 'rollout.askNoticeOverride', 'ask_reason')},
  ${party('g', 'granted', 'rollout.grantNoticeOverride', 'grant_reason')}
from notice_override_job oj
join notice_override o on o.id = oj.override_id and o.granted_at is not null
join job j on j.id = oj.job_id and j.rollout_id = o.rollout_id
join rollout r on r.id = o.rollout_id and r.state <> 'paused'
join machine m on m.id = j.machine_id
left join "user" a on a.id = o.asked_by_id
left join "user" g on g.id = o.granted_by_id
where oj.signed_at is null and oj.refusal is null
order by o.granted_at, oj.job_id
limit $1
for update of oj skip locked`;

/**
 * Takes overrides that wait for their signature, oldest first, for the length of the caller's transaction. Those of a paused
 * rollout wait until it is resumed.
 */
export async function claimUnsignedOverrides(db: Queryable, limit: number): Promise<UnsignedOverride[]> {
  return (await db.query<UnsignedOverride>(SQL, [limit])).rows;
}
