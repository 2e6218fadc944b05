import type { Queryable } from '../client/queryable';
import { BEGUN_JOB_STATES_SQL } from '../sql/job-states';
import { withdrawWishes } from './withdraw-wishes';

/** A job that the engine took on. */
export interface JobMoved {
  jobId: string;
  machineId: string;
  rolloutId: string;
}

const SQL = `
with due as (
  select id from job
  where finished_at is null and go_granted_at is null and not_after <= now() and state not in ${BEGUN_JOB_STATES_SQL}
  order by not_after limit $1 for update skip locked
),
expired as (
  update job j set state = 'expired', finished_at = now(),
    detail = 'It was not started before its end ('
      || to_char(j.not_after at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC). Nothing was changed; start it again if it is still wanted.'
  from due where j.id = due.id
  returning j.id, j.machine_id, j.rollout_id, j.scope_id, j.status_version, j.detail, j.finished_at
),
event as (
  insert into job_event (job_id, scope_id, version, state, detail, source, at)
  select id, scope_id, status_version, 'expired', detail, 'server', finished_at from expired
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, outcome, reason)
  select scope_id, 'system', 'engine', 'job.expire', 'job', id::text, 'failed', detail from expired
)
select id as "jobId", machine_id as "machineId", rollout_id as "rolloutId" from expired`;

/**
 * Ends jobs whose time has passed and that were not told to start, with what they wished of their machines. Several engines
 * share the work.
 */
export async function expireJobs(db: Queryable, limit = 500): Promise<JobMoved[]> {
  const { rows } = await db.query<JobMoved>(SQL, [limit]);
  await withdrawWishes(
    db,
    rows.map(({ jobId }) => jobId),
  );
  return rows;
}
