import type { Pool } from 'pg';
import { inPoolTransaction } from '../client/in-pool-transaction';
import { HAS_BEGUN, isSpent } from '../sql/go';
import { withdrawWishes } from './withdraw-wishes';

/** An ask of an agent, as far as it tells that an earlier go was lost. */
export interface LostGo {
  machineId: string;
  /** Of the session that asks. */
  epoch: number;
  jobId: string;
  attempt: number;
  /** By performance.now(). */
  cameInAt: number;
}

// Before anything is asked that is in rows of others: a rollback that is being written is waited for.
const LOCK = `
select r.state from machine m join job j on j.id = $2 and j.machine_id = m.id join rollout r on r.id = j.rollout_id
where m.id = $1 for share of m, r`;

const TAKE_BACK = `
with lost as (
  select j.id, j.state, j.go_ask_id, j.go_granted_at, m.hostname, case
      when r.state in ('done', 'aborted') then 'over'
      when exists (
        select from rollout b join rollout_member bm on bm.rollout_id = b.id
        where b.rollback_of_id = r.id and bm.machine_id = m.id and bm.excluded is null) then 'rolled-back'
    end as ended
  from machine m join machine_contact c on c.machine_id = m.id
  join job j on j.machine_id = m.id and j.enrolment_id = m.enrolment_id join rollout r on r.id = j.rollout_id
  where m.id = $1 and m.status = 'active' and c.epoch = $4 and j.id = $2 and j.attempt = $3
    and j.finished_at is null and ${isSpent('$5::float8')} and not ${HAS_BEGUN}
  for no key update of j
),
becoming as (
  select lost.*, case when ended is not null then 'cancelled' when state = 'lost-contact' then 'queued' else state end as becomes
  from lost
),
taken as (
  update job j set go_ask_id = null, go_granted_at = null, state = b.becomes,
    until = case when b.becomes = j.state then j.until else j.not_after end,
    detail = case
      when b.ended = 'over' then 'The rollout ended before this machine began. Nothing was changed.'
      when b.ended = 'rolled-back' then 'The change was rolled back before this machine began. Nothing was changed.'
      when b.becomes = j.state then j.detail
    end,
    finished_at = case when b.ended is not null then clock_timestamp() end
  from becoming b where j.id = b.id
  returning j.id, j.scope_id, j.status_version, j.state, j.detail, b.state as previous, b.go_ask_id, b.go_granted_at, b.hostname
),
event as (
  insert into job_event (job_id, scope_id, version, state, detail, source, at)
  select id, scope_id, status_version, state, coalesce(detail, 'The machine is back, and had not begun.'), 'server', clock_timestamp()
  from taken where state <> previous
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, outcome, before, after, reason)
  select scope_id, 'machine', $1::uuid::text, hostname, 'job.go-lost', 'job', id::text, 'failed',
    jsonb_build_object('state', previous, 'askId', go_ask_id, 'goGrantedAt', go_granted_at), jsonb_build_object('state', state),
    'It was told to start and asks again: the answer was lost on its way. Nothing was begun.'
  from taken
)
select state from taken`;

/**
 * Who asks has not begun, or would have said so before. So a go that nobody could use any more when the ask came in was
 * lost: it is taken back, and the job waits as one that was never let start. Where its rollout is over, or gives the
 * machine back what it had, it is cancelled with what it wished. What was acknowledged of it is void by a trigger. Returns
 * whether there was such a go.
 */
export function takeBackGo(pool: Pool, lost: LostGo): Promise<boolean> {
  const { machineId, jobId, attempt, epoch, cameInAt } = lost;
  return inPoolTransaction(pool, { scopes: '*', userId: null }, async (client) => {
    await client.query(LOCK, [machineId, jobId]);
    const secondsAgo = (performance.now() - cameInAt) / 1000;
    const { rows } = await client.query<{ state: string }>(TAKE_BACK, [
      machineId,
      jobId,
      attempt,
      epoch,
      secondsAgo,
    ]);
    if (rows[0]?.state === 'cancelled') await withdrawWishes(client, [jobId]);
    return rows.length > 0;
  });
}
