import type { Queryable } from '../client/queryable';

/** Where a session of a machine reads and answers its notice. */
export interface NoticeLinkInput {
  machineId: string;
  jobId: string;
  attempt: number;
  session: string;
  /** SHA-256 of the code. */
  codeSha256: Buffer;
  /** What its notice says of how often it can be put off still; null: an older agent, which does not tell. */
  deferralsLeft: number | null;
}

/** Sessions of one attempt, far above what any machine has. */
const MAX_LINKS_OF_ATTEMPT = 200;

const SQL = `
with input as (
  select distinct on (i.job_id, i.attempt, i.session) i.*, j.scope_id
  from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::bytea[], $6::int[]) with ordinality
    as i (machine_id, job_id, attempt, session, code_sha256, deferrals_left, n)
  join job j on j.id = i.job_id and j.machine_id = i.machine_id and j.attempt = i.attempt and j.finished_at is null
  order by i.job_id, i.attempt, i.session, i.n desc
),
roomy as (
  select *, row_number() over (partition by job_id, attempt order by n) as k from input i
  where not exists (
    select from notice_link l
    where l.code_sha256 = i.code_sha256 and (
      (l.job_id, l.attempt, l.session) <> (i.job_id, i.attempt, i.session)
      or l.deferrals_left is not distinct from i.deferrals_left))
)
insert into notice_link as l (code_sha256, job_id, scope_id, attempt, session, deferrals_left)
select code_sha256, job_id, scope_id, attempt, session, deferrals_left from roomy r
where r.k <= ${MAX_LINKS_OF_ATTEMPT} - (
  select count(*) from notice_link l where l.job_id = r.job_id and l.attempt = r.attempt and l.session <> r.session
)
-- Of an agent that was installed anew: what it made before opens nothing any more.
on conflict (job_id, attempt, session) do update
set code_sha256 = excluded.code_sha256, deferrals_left = excluded.deferrals_left, told_at = now()`;

/** Keeps a batch of links, of open jobs of their own machines only. The same link again changes nothing but the count. */
export async function recordNoticeLinks(db: Queryable, inputs: readonly NoticeLinkInput[]): Promise<void> {
  if (inputs.length === 0) return;
  await db.query(SQL, [
    inputs.map((i) => i.machineId),
    inputs.map((i) => i.jobId),
    inputs.map((i) => i.attempt),
    inputs.map((i) => i.session),
    inputs.map((i) => i.codeSha256),
    inputs.map((i) => i.deferralsLeft),
  ]);
}
