import type { Queryable } from '../client/queryable';

/** What one session of a machine saw of a notice and answered. Times by the machine's clock, but for `receivedAt`. */
export interface ReceiptInput {
  machineId: string;
  jobId: string;
  attempt: number;
  session: string;
  userName: string | null;
  channel: string;
  language: string;
  textSha256: string;
  onAgentAt: Date;
  displayedAt: Date | null;
  answeredAt: Date | null;
  answer: string;
  deferredUntil: Date | null;
  /** Round of the notice: one receipt a session and round. */
  deferrals: number;
  /** The machine says that no answer was waited for. By whose decision is on record here. */
  isOverridden: boolean;
  receivedAt: Date;
}

/** `unknown`: no such attempt of a job of this machine; nothing was kept. */
export interface ReceiptTaken {
  verdict: 'stored' | 'unknown';
  jobId: string;
}

/** Sessions times rounds of one job, far above what any machine has: an agent that makes them up fills no disk. */
export const MAX_RECEIPTS_OF_JOB = 1_000;

const SQL = `
with input as (
  select i.*, j.id is not null as known, j.scope_id, coalesce(j.signed_at, j.created_at) as queued_at
  from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
    $10::timestamptz[], $11::timestamptz[], $12::text[], $13::timestamptz[], $14::int[], $15::timestamptz[], $16::boolean[]) with ordinality
    as i (machine_id, job_id, attempt, session, user_name, channel, language, text_sha256, on_agent_at, displayed_at,
      answered_at, answer, deferred_until, deferrals, received_at, is_overridden, n)
  left join job j on j.id = i.job_id and j.machine_id = i.machine_id and j.attempt = i.attempt
),
firsts as (
  select distinct on (job_id, attempt, session, deferrals) * from input where known
  order by job_id, attempt, session, deferrals, n
),
roomy as (
  select * from (select f.*, row_number() over (partition by f.job_id order by f.n) as k from firsts f) as numbered
  where k <= ${MAX_RECEIPTS_OF_JOB} - (
    select count(*) from (select from receipt r where r.job_id = numbered.job_id limit ${MAX_RECEIPTS_OF_JOB}) as kept
  )
),
stored as (
  insert into receipt as r (job_id, scope_id, attempt, session, user_name, channel, language, text_sha256, queued_at, on_agent_at,
    displayed_at, answered_at, answer, deferred_until, deferrals, overridden_by, received_at)
  select job_id, scope_id, attempt, session, user_name, channel, language, text_sha256, queued_at, on_agent_at,
    displayed_at, answered_at, answer, deferred_until, deferrals,
    coalesce(decided.names, '{}'), received_at
  from roomy
  left join lateral (
    select array(select who ->> 'name' from jsonb_array_elements(convert_from(oj.payload, 'UTF8')::jsonb -> 'people')
      with ordinality as people (who, nth) order by nth) as names
    from notice_override_job oj join notice_override o on o.id = oj.override_id
    where oj.job_id = roomy.job_id and oj.signed_at is not null and roomy.is_overridden
    order by notice_override_lasts(o.granted_at, coalesce(displayed_at, answered_at, received_at)) desc, o.granted_at
    limit 1
  ) decided on true
  -- A receipt is evidence: what came first stays, but for a display that was not known yet.
  on conflict (job_id, attempt, session, deferrals) do update set displayed_at = excluded.displayed_at
  where r.displayed_at is null and excluded.displayed_at is not null
)
select case when known then 'stored' else 'unknown' end as verdict, job_id as "jobId" from input order by n`;

/**
 * Keeps a batch of receipts, so many of one job at most. That one was overridden counts only where an override was signed for its
 * job, and who decided it is told by what was signed, never by the machine. The same receipt again changes nothing. The answer
 * has one row an input, in order.
 */
export async function takeReceipts(db: Queryable, inputs: readonly ReceiptInput[]): Promise<ReceiptTaken[]> {
  if (inputs.length === 0) return [];
  const { rows } = await db.query<ReceiptTaken>(SQL, [
    inputs.map((i) => i.machineId),
    inputs.map((i) => i.jobId),
    inputs.map((i) => i.attempt),
    inputs.map((i) => i.session),
    inputs.map((i) => i.userName),
    inputs.map((i) => i.channel),
    inputs.map((i) => i.language),
    inputs.map((i) => i.textSha256),
    inputs.map((i) => i.onAgentAt),
    inputs.map((i) => i.displayedAt),
    inputs.map((i) => i.answeredAt),
    inputs.map((i) => i.answer),
    inputs.map((i) => i.deferredUntil),
    inputs.map((i) => i.deferrals),
    inputs.map((i) => i.receivedAt),
    inputs.map((i) => i.isOverridden),
  ]);
  return rows;
}
