import type { Queryable } from '../client/queryable';
import type { JobMoved } from './expire-jobs';

const SQL = `
with silent as (
  select j.id from job j left join machine_contact c on c.machine_id = j.machine_id
  where j.finished_at is null and j.go_granted_at is not null and j.state <> 'lost-contact'
    and greatest(j.go_granted_at, c.last_seen_at) < now() - make_interval(secs => j.contact_window_seconds + $1)
  order by j.go_granted_at limit $2 for update of j skip locked
),
lost as (
  update job j set state = 'lost-contact',
    detail = 'The machine has not been heard of since it was told to start. What it did will show when it connects again.'
  from silent where j.id = silent.id
  returning j.id, j.machine_id, j.rollout_id, j.scope_id, j.status_version, j.detail
),
event as (
  insert into job_event (job_id, scope_id, version, state, detail, source, at)
  select id, scope_id, status_version, 'lost-contact', detail, 'server', now() from lost
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, outcome, reason)
  select scope_id, 'system', 'engine', 'job.lose', 'job', id::text, 'failed', detail from lost
)
select id as "jobId", machine_id as "machineId", rollout_id as "rolloutId" from lost`;

/**
 * Marks jobs that were told to start and whose machine has been silent for longer than the job's contact window and the
 * grace. Provisional: the next report of the agent says what became of it.
 */
export async function markLostContact(db: Queryable, graceSeconds: number, limit = 500): Promise<JobMoved[]> {
  const { rows } = await db.query<JobMoved>(SQL, [graceSeconds, limit]);
  return rows;
}
