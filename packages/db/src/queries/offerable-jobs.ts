import type { Queryable } from '../client/queryable';
import { ENDED_JOB_STATES } from '../sql/job-states';

export interface JobOffer {
  jobId: string;
  machineId: string;
  sequence: number;
  payload: Buffer;
  signature: Buffer;
}

export interface JobCancel {
  jobId: string;
  machineId: string;
  /** In plain words. */
  reason: string;
}

export interface Offers {
  /** In rising sequence; an agent refuses one that is below its highest. */
  offers: JobOffer[];
  cancels: JobCancel[];
}

const OPEN = `j.machine_id = any ($1::uuid[]) and j.finished_at is null and j.signed_at is not null and j.cancel_requested_at is null
    and m.status = 'active' and m.enrolment_id = j.enrolment_id`;

const MARK = `
with due as (
  select j.id from job j join machine m on m.id = j.machine_id
  where ${OPEN} and j.state = 'queued' and j.offered_at is null and j.not_after > now()
  order by j.id for no key update of j
),
offered as (
  update job j set state = 'offered', offered_at = now() from due where j.id = due.id
  returning j.id, j.machine_id, j.scope_id, j.sequence, j.payload, j.signature, j.offered_at
),
event as (
  insert into job_event (job_id, scope_id, version, state, source, at) select id, scope_id, 0, 'offered', 'server', offered_at from offered
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id)
  select scope_id, 'system', 'gateway', 'job.offer', 'job', id::text from offered
)
select id as "jobId", machine_id as "machineId", sequence::float8 as sequence, payload, signature from offered order by sequence`;

const AGAIN = `
select j.id as "jobId", j.machine_id as "machineId", j.sequence::float8 as sequence, j.payload, j.signature
from job j join machine m on m.id = j.machine_id
where ${OPEN} and j.offered_at is not null
order by j.sequence`;

// An agent that was told answers with a status of its own, which ends the telling.
const CANCELS = `
select j.id as "jobId", j.machine_id as "machineId", coalesce(j.detail, 'The change was cancelled.') as reason
from job j join machine m on m.id = j.machine_id and m.enrolment_id = j.enrolment_id
where j.machine_id = any ($1::uuid[]) and j.offered_at is not null
  and (j.finished_at is null and j.cancel_requested_at is not null
    or j.state in ('expired', 'cancelled', 'quarantined') and j.finished_at > now() - interval '30 days'
      and not exists (select from job_event e where e.job_id = j.id and e.source = 'agent' and e.state = any ($2::text[])))
order by j.sequence`;

/**
 * What these machines are to be told about their jobs. Jobs not offered before are marked so; with `again` (a new
 * session) those offered in an earlier session come along, since the agent may not have got them.
 */
export async function offerableJobs(
  db: Queryable,
  machineIds: readonly string[],
  again: boolean,
): Promise<Offers> {
  if (machineIds.length === 0) return { offers: [], cancels: [] };
  const before = again ? (await db.query<JobOffer>(AGAIN, [machineIds])).rows : [];
  const now = (await db.query<JobOffer>(MARK, [machineIds])).rows;
  const cancels = (await db.query<JobCancel>(CANCELS, [machineIds, ENDED_JOB_STATES])).rows;
  return { offers: [...before, ...now].sort((a, b) => a.sequence - b.sequence), cancels };
}
