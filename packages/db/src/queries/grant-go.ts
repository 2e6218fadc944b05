import type { Pool } from 'pg';
import { GO_LIFETIME_SECONDS, HAS_BEGUN, isSpent } from '../sql/go';
import { explainHold, type HoldFacts, type HoldReason, hasLostGo } from './hold-reason';
import { takeBackGo } from './take-back-go';

export interface AskInput {
  machineId: string;
  /** Of the session that asks. */
  epoch: number;
  jobId: string;
  attempt: number;
  askId: string;
  /** When it came in, by performance.now(); left out: now. */
  cameInAt?: number;
}

export type GoAnswer =
  | { outcome: 'granted' }
  /** `tookBack`: an earlier grant was lost, and the job waits again or is cancelled. */
  | { outcome: 'hold'; reason: HoldReason; retryAfterSeconds: number; tookBack: boolean };

/**
 * What the receipts of a job's attempt come to. `notice_ready` is null when the policy is not satisfied, otherwise the
 * moment from which it is. Sessions may have ended since they were asked, which only the agent knows: it judges every
 * session, here the least that must be there is checked again. A refusal on the page is one once its machine says so; until
 * then it holds the start for a while. Of an overridden notice only the minimum notice is left.
 */
const NOTICE = `
notice as (
  select
    coalesce(bool_or(answer = 'refused'), false) and not overridden as refused,
    refusal_waits and not overridden as refusal_waits,
    overridden,
    min(deferred_until) filter (where answer = 'deferred' and in_newest_round and deferred_until > clock_timestamp()
      and not overridden) as deferred_until,
    case
      when kind = 'none' then '-infinity'::timestamptz
      when overridden then coalesce(min(displayed_at) + make_interval(secs => minimum_seconds), '-infinity')
      when bool_or(answer = 'nobody-logged-on' and in_newest_round) and when_nobody = 'start' then '-infinity'::timestamptz
      when kind = 'inform' and bool_or(displayed_at is not null)
        or kind in ('acknowledge', 'defer') and bool_or(answer = 'acknowledged')
        or kind = 'defer' and bool_or(answer = 'deferred' and in_newest_round and deferred_until <= clock_timestamp())
        then coalesce(min(displayed_at), min(coalesce(answered_at, received_at))) + make_interval(secs => minimum_seconds)
    end as notice_ready
  from (
    select j.notice #>> '{policy,kind}' as kind, j.notice #>> '{policy,whenNobodyLoggedOn}' as when_nobody,
      coalesce((j.notice #>> '{policy,minimumNoticeSeconds}')::float8, 0) as minimum_seconds,
      notice_override_of(j.id, clock_timestamp()) is not null as overridden,
      notice_refusal_waits(j.id, j.attempt) as refusal_waits,
      r.answer, r.displayed_at, r.answered_at, r.received_at, r.deferred_until,
      r.deferrals = max(r.deferrals) over () as in_newest_round
    from job j left join receipt r on r.job_id = j.id and r.attempt = j.attempt
    where j.id = $2 and j.attempt = $3
  ) as said
  group by kind, when_nobody, minimum_seconds, overridden, refusal_waits
)`;

/**
 * The one update that lets a change begin. Rollout, brake and machine are locked in share mode until it commits: a
 * pause, the brake or a quarantine that was acknowledged before can't be overtaken, and one that comes during it waits
 * for it. Everything about the job itself is in the update's own condition, which PostgreSQL checks again on the row's
 * newest version. What must be counted (limits) or is in rows that nobody locks (freezes, waves, refusals on the page) is
 * asked of functions, which see what was committed when the locks were had.
 */
const GRANT = `
with ${NOTICE},
gate as (
  select m.id as machine_id, m.enrolment_id, r.id as rollout_id, j.id as job_id, j.attempt, j.go_granted_at is null as first_time
  from brake b, machine m, rollout r, job j
  where b.id = 1 and not b."on"
    and m.id = $1 and m.status = 'active'
    and j.id = $2 and r.id = j.rollout_id and r.state = 'running'
  for share of b, m, r for no key update of j
),
granted as (
  update job j set go_ask_id = $5, go_granted_at = clock_timestamp()
  from gate, notice, machine_contact c
  where j.id = $2 and j.attempt = $3 and j.machine_id = gate.machine_id and j.enrolment_id = gate.enrolment_id
    and c.machine_id = gate.machine_id and c.epoch = $4
    and j.finished_at is null and j.state not in ('requested', 'running', 'verifying', 'lost-contact')
    and j.signed_at is not null and j.cancel_requested_at is null
    and j.not_before <= clock_timestamp() and j.not_after > clock_timestamp()
    and (j.go_granted_at is null and not ${HAS_BEGUN} or j.go_ask_id = $5 and not ${isSpent()})
    and (j.windows = '[]' or exists (
      select from jsonb_array_elements(j.windows) as w
      where extract(epoch from clock_timestamp()) * 1000 >= (w ->> 0)::numeric and extract(epoch from clock_timestamp()) * 1000 < (w ->> 1)::numeric))
    and not notice.refused and notice.deferred_until is null and notice.notice_ready <= clock_timestamp()
    and (notice.overridden or not notice_refusal_waits(gate.job_id, gate.attempt))
    and (select h.hold is null from hold_start(gate.rollout_id, j.id) h)
  returning j.id, j.scope_id, gate.first_time
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, after)
  select g.scope_id, 'machine', m.id::text, m.hostname, 'job.go', 'job', g.id::text, jsonb_build_object('askId', $5::text)
  from granted g join machine m on m.id = $1
  where g.first_time
)
select id from granted`;

const FACTS = `
with ${NOTICE}
select j.id is not null as known, m.status, c.epoch = $4 as newest, j.enrolment_id = m.enrolment_id as "sameEnrolment",
  j.finished_at is not null as ended, j.signed_at is not null as signed, j.cancel_requested_at is not null as cancelled,
  ${HAS_BEGUN} as started, ${isSpent()} as "goIsSpent",
  ${GO_LIFETIME_SECONDS} - extract(epoch from clock_timestamp() - j.go_granted_at)::float8 as "goLastsSeconds",
  extract(epoch from j.not_before - clock_timestamp())::float8 as "startsInSeconds",
  j.not_after <= clock_timestamp() as over,
  r.state = 'running' as running, r.state in ('done', 'aborted') as closed, b."on" as braked,
  notice.refused, notice.refusal_waits as "refusalWaits", notice.notice_ready is not null as noticed,
  extract(epoch from nullif(notice.notice_ready, '-infinity') - clock_timestamp())::float8 as "noticeInSeconds",
  extract(epoch from notice.deferred_until - clock_timestamp())::float8 as "deferredForSeconds",
  (select extract(epoch from min(to_timestamp((w ->> 0)::float8 / 1000)) - clock_timestamp())::float8
   from jsonb_array_elements(j.windows) as w where to_timestamp((w ->> 1)::float8 / 1000) > clock_timestamp()) as "windowInSeconds",
  j.windows = '[]' as "anyTime", h.hold as "startHold", h.retry_seconds as "startHoldSeconds"
from machine m
left join machine_contact c on c.machine_id = m.id
left join job j on j.id = $2 and j.attempt = $3 and j.machine_id = m.id
left join rollout r on r.id = j.rollout_id
left join notice on true
left join lateral hold_start(j.rollout_id, j.id) h on j.id is not null
cross join brake b
where m.id = $1`;

/**
 * Answers an agent's ask to start. The same ask again gets its grant again for as long as an agent may use it, and another
 * one waits for that long; after that the earlier grant was lost, and the ask is judged as if there had been none. What was
 * reported as begun is never let start again.
 * Measured on two shared cores without fsync, two connections on one rollout: 1,000 a second.
 */
export async function grantGo(pool: Pool, ask: AskInput): Promise<GoAnswer> {
  const { machineId, jobId, attempt, epoch, cameInAt = performance.now() } = ask;
  const about = [machineId, jobId, attempt, epoch];
  if (await isGranted(pool, about, ask)) return { outcome: 'granted' };
  const facts = await readFacts(pool, about);
  const hold = (found: HoldFacts | undefined, tookBack: boolean): GoAnswer => ({
    outcome: 'hold',
    ...explainHold(found),
    tookBack,
  });
  if (!hasLostGo(facts)) return hold(facts, false);
  const tookBack = await takeBackGo(pool, { machineId, jobId, attempt, epoch, cameInAt });
  if (await isGranted(pool, about, ask)) return { outcome: 'granted' };
  return hold(await readFacts(pool, about), tookBack);
}

const isGranted = async (pool: Pool, about: unknown[], { askId }: AskInput): Promise<boolean> =>
  (await pool.query(GRANT, [...about, askId])).rows.length > 0;

const readFacts = async (pool: Pool, about: unknown[]): Promise<HoldFacts | undefined> =>
  (await pool.query<HoldFacts>(FACTS, about)).rows[0];
