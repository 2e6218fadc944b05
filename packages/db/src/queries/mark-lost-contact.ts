import type { Queryable } from '../client/queryable';
import type { JobMoved } from './expire-jobs';

/** How long beyond what a job itself allows the server waits, seconds. */
export interface LostContactGraces {
  /** Without a sign of the machine, beyond the job's contact window: the agent puts things back first. */
  silenceSeconds: number;
  /** For the end of the change, beyond all that the job allows it to take. */
  overdueSeconds: number;
}

// Nothing begins after not_after; what had begun is read back and its contact watched after that.
const SQL = `
with going as (
  select j.id, coalesce(j.go_granted_at, j.started_at) as began_at,
    greatest(j.go_granted_at, j.started_at, c.last_seen_at) < now() - make_interval(secs => j.contact_window_seconds + $1) as silent,
    j.not_after + make_interval(secs => j.contact_window_seconds
      + (j.verify ->> 'attempts')::float8 * (j.verify ->> 'intervalSeconds')::float8) as due
  from job j left join machine_contact c on c.machine_id = j.machine_id
  where j.finished_at is null and (j.go_granted_at is not null and j.state <> 'lost-contact'
    or j.go_granted_at is null and j.state in ('running', 'verifying'))
),
missing as (
  select j.id, g.silent, greatest(g.due, now()) + make_interval(secs => $2) as until
  from job j join going g using (id)
  where j.finished_at is null and j.state <> 'lost-contact' and (j.go_granted_at is not null or j.state in ('running', 'verifying'))
    and (g.silent or g.due + make_interval(secs => $2) < now())
  order by g.began_at limit $3 for update of j skip locked
),
lost as (
  update job j set state = 'lost-contact', until = m.until,
    detail = case when m.silent
        then 'The machine has not been heard of since it was told to start. What it did will show when it connects again'
        else 'The machine is there, but has not said how the change ended. Run teredo-agent status on it and look at its log' end
      || '; the rollout ends without it at ' || to_char(m.until at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC.'
  from missing m where j.id = m.id
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
 * Marks jobs that were told to start and whose machine has been silent for too long, or has not said how the change
 * ended when it must have. Provisional: the next report of the agent says what became of it. `until` is how long the
 * rollout waits for that.
 */
export async function markLostContact(
  db: Queryable,
  { silenceSeconds, overdueSeconds }: LostContactGraces,
  limit = 500,
): Promise<JobMoved[]> {
  const { rows } = await db.query<JobMoved>(SQL, [silenceSeconds, overdueSeconds, limit]);
  return rows;
}
