import type { Queryable } from '../client/queryable';
import { BEGUN_JOB_STATES_SQL } from '../sql/job-states';
import { withdrawWishes } from './withdraw-wishes';

/** Why the open jobs of machines end, and as what. Details are for people: what happened and what to do. */
export interface JobsEnding {
  machineIds: readonly string[];
  /** What a job becomes that was not told to start. */
  unstarted: { state: 'cancelled' | 'quarantined'; detail: string };
  /** What one becomes that was; null: it is left to its own end. */
  started: { state: 'timed-out'; detail: string } | null;
  at: Date;
}

/** A job that was ended, with its state before and now. */
export interface EndedJob {
  machineId: string;
  jobId: string;
  rolloutId: string;
  scopeId: string;
  previous: string;
  state: string;
  detail: string;
}

const STARTED = `(go_granted_at is not null or state in ${BEGUN_JOB_STATES_SQL})`;

const SQL = `
with open as (
  select id, state, ${STARTED} as started from job
  where machine_id = any ($1::uuid[]) and finished_at is null and (not ${STARTED} or $4::text is not null)
  order by id for no key update
),
ended as (
  update job j set state = case when o.started then $4::text else $2::text end,
    detail = case when o.started then $5::text else $3::text end, finished_at = $6::timestamptz
  from open o where j.id = o.id
  returning j.id, j.machine_id, j.rollout_id, j.scope_id, o.state as previous, j.state, j.detail, j.status_version, j.finished_at
),
event as (
  insert into job_event (job_id, scope_id, version, state, detail, source, at)
  select id, scope_id, status_version, state, detail, 'server', finished_at from ended
)
select machine_id as "machineId", id as "jobId", rollout_id as "rolloutId", scope_id as "scopeId", previous, state, detail from ended order by id`;

/**
 * Ends the open jobs of machines from the server's side. None of them can begin once this commits, because a grant is
 * a conditional update of the same row. What was wished by those that had not begun is taken back.
 */
export async function endOpenJobs(db: Queryable, ending: JobsEnding): Promise<EndedJob[]> {
  const { machineIds, unstarted, started, at } = ending;
  const { rows } = await db.query<EndedJob>(SQL, [
    machineIds,
    unstarted.state,
    unstarted.detail,
    started?.state ?? null,
    started?.detail ?? null,
    at,
  ]);
  const neverBegun = rows.filter((job) => job.state === unstarted.state);
  await withdrawWishes(
    db,
    neverBegun.map((job) => job.jobId),
  );
  return rows;
}
