import type { Queryable } from '../client/queryable';

/** Two people decided that a job does not wait for its users' answers. */
export interface OpenOverride {
  machineId: string;
  overrideId: string;
  jobId: string;
  /** The exact bytes that were signed. */
  payload: Buffer;
  signature: Buffer;
}

const SQL = `
select j.machine_id as "machineId", o.override_id as "overrideId", j.id as "jobId", o.payload, o.signature
from notice_override_job o
join notice_override decided on decided.id = o.override_id and notice_override_lasts(decided.granted_at, now())
join job j on j.id = o.job_id and j.finished_at is null and j.go_granted_at is null and j.cancel_requested_at is null
  and j.state in ('queued', 'offered', 'notifying', 'deferred') and j.signed_at is not null and j.not_after > now()
join machine m on m.id = j.machine_id and m.status = 'active' and m.enrolment_id = j.enrolment_id
where o.signed_at is not null and j.machine_id = any ($1::uuid[])
order by j.id, o.signed_at`;

/** The signed overrides, not past their end, of jobs of these machines that may still ask people. */
export async function openOverrides(db: Queryable, machineIds: readonly string[]): Promise<OpenOverride[]> {
  if (machineIds.length === 0) return [];
  return (await db.query<OpenOverride>(SQL, [machineIds])).rows;
}
