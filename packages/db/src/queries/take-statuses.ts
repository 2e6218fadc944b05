import type { Queryable } from '../client/queryable';
import { ENDED_JOB_STATES, SUCCEEDED_JOB_STATES, UNTOUCHED_JOB_STATES } from '../sql/job-states';

/** One status report of an agent. Times by the server's clock. */
export interface StatusInput {
  /** Of the session that it came in by. */
  machineId: string;
  jobId: string;
  attempt: number;
  version: number;
  state: string;
  at: Date;
  receivedAt: Date;
  detail: string | null;
  until: Date | null;
  steps: unknown[];
  before: unknown;
  after: unknown;
  unmet: unknown[];
  blockers: unknown[];
}

/**
 * `duplicate`: not newer than what is known. `late`: the job, or that attempt, had ended. `unknown`: no such job of this
 * machine. All but `unknown` are kept as events of the job; only `accepted` changes it.
 */
export type StatusVerdict = 'accepted' | 'duplicate' | 'late' | 'unknown';

export interface StatusTaken {
  verdict: StatusVerdict;
  jobId: string;
  machineId: string;
  rolloutId: string | null;
  /** Whether this report ended the job. */
  ended: boolean;
}

/** Far above what any job goes through. The event that ends a job is always kept. */
export const MAX_EVENTS_OF_JOB = 1_000;

const SQL = `
with input as (
  select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[],
    $9::timestamptz[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]) with ordinality
    as i (machine_id, job_id, attempt, version, state, said_at, received_at, detail, until, steps, before, after, unmet, blockers, n)
),
locked as (
  select j.* from job j where j.id = any ($2::uuid[]) order by j.id for no key update
),
ranked as (
  select i.*, least(i.said_at, i.received_at) as at, l.id as known_id, l.scope_id, l.rollout_id,
    l.finished_at is not null or i.attempt <> l.attempt as over,
    i.version > l.status_version as newer,
    i.state = any ($15::text[]) as ends,
    row_number() over (partition by i.job_id, i.attempt, i.version order by i.n) = 1 as first_copy
  from input i left join locked l on l.id = i.job_id and l.machine_id = i.machine_id
),
judged as (
  -- Within a batch a report after the one that ends the job is late too.
  select r.*, coalesce(bool_or(r.ends and r.newer and not r.over) over earlier, false) as after_end
  from ranked r
  window earlier as (partition by r.known_id, r.attempt order by r.version, r.n rows between unbounded preceding and 1 preceding)
),
verdicts as (
  select j.*, case
    when known_id is null then 'unknown'
    when not newer or not first_copy then 'duplicate'
    when over or after_end then 'late'
    else 'accepted'
  end as verdict
  from judged j
),
newest as (
  select distinct on (job_id) * from verdicts where verdict = 'accepted' order by job_id, version desc
),
started as (
  select job_id, min(at) as at from verdicts where verdict = 'accepted' and state in ('running', 'verifying') group by job_id
),
facts as (
  select job_id,
    (array_agg(before order by version desc) filter (where before is not null))[1] as before,
    (array_agg(after order by version desc) filter (where after is not null))[1] as after
  from verdicts where verdict = 'accepted' group by job_id
),
changed as (
  update job j set
    state = w.state, status_version = w.version, detail = w.detail, until = w.until, steps = w.steps::jsonb,
    before = coalesce(f.before::jsonb, j.before), after = coalesce(f.after::jsonb, j.after),
    unmet = w.unmet::jsonb, blockers = w.blockers::jsonb,
    started_at = coalesce(j.started_at, s.at), finished_at = case when w.ends then w.received_at end
  from newest w join facts f using (job_id) left join started s using (job_id)
  where j.id = w.job_id
  returning j.id, j.machine_id, j.scope_id, j.rollout_id, j.work, j.state, j.detail, j.finished_at, j.created_at, j.wanted_before
),
events as (
  insert into job_event (job_id, scope_id, version, state, detail, source, accepted, at, received_at)
  select job_id, scope_id, version, state, detail, 'agent', verdict = 'accepted', at, received_at
  from (select v.*, row_number() over (partition by v.job_id order by v.n) as k from verdicts v where verdict <> 'unknown') as numbered
  where verdict = 'accepted' and ends or k <= ${MAX_EVENTS_OF_JOB} - (
    select count(*) from (select from job_event e where e.job_id = numbered.job_id limit ${MAX_EVENTS_OF_JOB}) as kept
  )
  order by job_id, version, n
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, outcome, before, after, reason)
  select c.scope_id, 'machine', m.id::text, m.hostname, 'job.finish', 'job', c.id::text,
    case when c.state = any ($16::text[]) then 'done' when c.state = any ($17::text[]) then 'refused' else 'failed' end,
    jsonb_build_object('state', l.state), jsonb_build_object('state', c.state, 'rolloutId', c.rollout_id), c.detail
  from changed c join locked l on l.id = c.id join machine m on m.id = c.machine_id
  where c.finished_at is not null
  order by c.id
),
wishes as (
  -- An undo goes back to what was wanted before the job that it undid; one that expired, to before itself, as withdrawWishes has it.
  select distinct on (c.machine_id) c.machine_id, c.scope_id, c.finished_at,
    case when c.state = 'expired' then c.wanted_before
      when c.work ->> 'kind' = 'apply' then jsonb_build_object('desired', c.work -> 'desired', 'rolloutId', c.rollout_id)
    else undone.wanted_before end as wanted
  from changed c left join job undone on undone.id = (c.work ->> 'savedByJob')::uuid and undone.machine_id = c.machine_id
  where c.state = any ($16::text[]) and (c.work ->> 'kind' = 'apply' or undone.id is not null)
    or c.state = 'expired' and exists (
      select from machine_desired d where d.machine_id = c.machine_id and d.rollout_id = c.rollout_id)
  order by c.machine_id, c.created_at desc
),
wanted as (
  insert into machine_desired as d (machine_id, scope_id, desired, rollout_id, set_at)
  select machine_id, scope_id, wanted -> 'desired', (wanted ->> 'rolloutId')::uuid, finished_at from wishes where wanted is not null
  order by machine_id
  on conflict (machine_id) do update set
    scope_id = excluded.scope_id, desired = excluded.desired, rollout_id = excluded.rollout_id, set_at = excluded.set_at
),
unwanted as (
  delete from machine_desired where machine_id in (select machine_id from wishes where wanted is null)
)
select v.verdict, v.job_id as "jobId", v.machine_id as "machineId", v.rollout_id as "rolloutId",
  v.verdict = 'accepted' and v.ends as ended
from verdicts v order by v.n`;

/**
 * Takes a batch of status reports, in the order given, in one statement. A report counts only when its version is newer
 * and the job has not ended; each end is audited, and one that left the machine as wanted becomes its desired state. One that
 * expired takes its wish with it. The answer has one row an input, in order.
 * Measured on two shared cores without fsync, batches of 1,000 with 1.5 kB each: 14,000 a second.
 */
export async function takeStatuses(db: Queryable, inputs: readonly StatusInput[]): Promise<StatusTaken[]> {
  if (inputs.length === 0) return [];
  const optional = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));
  const { rows } = await db.query<StatusTaken>(SQL, [
    inputs.map((i) => i.machineId),
    inputs.map((i) => i.jobId),
    inputs.map((i) => i.attempt),
    inputs.map((i) => i.version),
    inputs.map((i) => i.state),
    inputs.map((i) => i.at),
    inputs.map((i) => i.receivedAt),
    inputs.map((i) => i.detail),
    inputs.map((i) => i.until),
    inputs.map((i) => JSON.stringify(i.steps)),
    inputs.map((i) => optional(i.before)),
    inputs.map((i) => optional(i.after)),
    inputs.map((i) => JSON.stringify(i.unmet)),
    inputs.map((i) => JSON.stringify(i.blockers)),
    ENDED_JOB_STATES,
    SUCCEEDED_JOB_STATES,
    UNTOUCHED_JOB_STATES,
  ]);
  return rows;
}
