import type { Queryable } from '../client/queryable';

/** Somebody wants the notice of a job to be shown again now. */
export interface OpenNudge {
  machineId: string;
  jobId: string;
  attempt: number;
  at: Date;
}

const SQL = `
select j.machine_id as "machineId", j.id as "jobId", j.attempt, max(n.at) as at
from notice_nudge n
join job j on j.id = n.job_id and j.finished_at is null and j.go_granted_at is null and j.cancel_requested_at is null
  and j.state = 'notifying' and j.not_after > now()
join machine m on m.id = j.machine_id and m.status = 'active' and m.enrolment_id = j.enrolment_id
where j.machine_id = any ($1::uuid[])
group by j.id
order by j.id`;

/**
 * The newest nudge of each job of these machines that still tells people. Its agent knows by the time whether it has
 * followed it.
 */
export async function openNudges(db: Queryable, machineIds: readonly string[]): Promise<OpenNudge[]> {
  if (machineIds.length === 0) return [];
  return (await db.query<OpenNudge>(SQL, [machineIds])).rows;
}
