import type { Queryable } from '../client/queryable';
import { BEGUN_JOB_STATES_SQL } from '../sql/job-states';
import { withdrawWishes } from './withdraw-wishes';

/** In whole milliseconds, as it is kept: rounded up it would lie ahead of the next transaction. */
const NOW = `date_trunc('milliseconds', now())`;

const START = `
update rollout set state = 'running', started_at = coalesce(started_at, now()) where id = $1`;

/** From the commit on the rollout runs. */
export async function startRollout(db: Queryable, rolloutId: string): Promise<void> {
  await db.query(START, [rolloutId]);
}

const PAUSE = `update rollout set state = 'paused', pause_reason = $2 where id = $1`;

/** From the commit on no job of the rollout is let start. */
export async function pauseRolloutRow(db: Queryable, rolloutId: string, reason: string): Promise<void> {
  await db.query(PAUSE, [rolloutId, reason]);
}

const FINISH = `
update rollout set state = 'done', pause_reason = null, finished_at = now(), wake_at = null where id = $1`;

export async function finishRollout(db: Queryable, rolloutId: string): Promise<void> {
  await db.query(FINISH, [rolloutId]);
}

const OPEN = `
update rollout_wave set opened_at = ${NOW} where rollout_id = $1 and number = $2`;

export async function openWave(db: Queryable, rolloutId: string, wave: number): Promise<void> {
  await db.query(OPEN, [rolloutId, wave]);
}

const GATE_MET = `
update rollout_wave set gate_met_at = case when $3 then ${NOW} end where rollout_id = $1 and number = $2`;

/** Writes down since when a gate's checks hold together, or that they don't. */
export async function noteGate(db: Queryable, rolloutId: string, wave: number, met: boolean): Promise<void> {
  await db.query(GATE_MET, [rolloutId, wave, met]);
}

const LATE = `
update rollout_member m set late_at = now()
from member_standing s
where m.rollout_id = $1 and m.wave = $2 and m.late_at is null and m.excluded is null
  and s.rollout_id = m.rollout_id and s.machine_id = m.machine_id and s.waiting and s.unreached
returning m.machine_id`;

/** Those of a wave that wait and were not heard of since it opened become late. Returns how many. */
export async function moveToLate(db: Queryable, rolloutId: string, wave: number): Promise<number> {
  const { rows } = await db.query(LATE, [rolloutId, wave]);
  return rows.length;
}

const CLOSE = `
with closed as (
  update job j set state = 'expired', finished_at = now(),
    detail = 'The rollout ended before it was started. Nothing was changed.'
  where j.rollout_id = $1 and j.finished_at is null and j.go_granted_at is null
    and j.state not in ${BEGUN_JOB_STATES_SQL}
  returning j.id, j.scope_id, j.status_version, j.detail, j.finished_at
),
event as (
  insert into job_event (job_id, scope_id, version, state, detail, source, at)
  select id, scope_id, status_version, 'expired', detail, 'server', finished_at from closed
),
left_alone as (
  update rollout_member m set
    excluded = case when m.attempt = 1 then '{"kind": "rollout-ended"}'::jsonb end, attempt = greatest(m.attempt - 1, 1)
  where m.rollout_id = $1 and m.excluded is null
    and not exists (
      select from job j where j.rollout_id = m.rollout_id and j.machine_id = m.machine_id and j.attempt = m.attempt)
)
select id from closed`;

/**
 * What has not begun ends with what it wished of its machine, and machines that were never asked are left alone; one that was to
 * be tried again and was not asked stays as its last attempt left it. Returns the jobs that ended.
 */
export async function closeRollout(db: Queryable, rolloutId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(CLOSE, [rolloutId]);
  const jobIds = rows.map(({ id }) => id);
  await withdrawWishes(db, jobIds);
  return jobIds;
}
