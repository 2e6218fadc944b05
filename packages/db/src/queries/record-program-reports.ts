import type { Queryable } from '../client/queryable';

/** What a machine told of a named program, and what follows from it. */
export interface ProgramReportInput {
  machineId: string;
  programId: string;
  verdict: 'ready' | 'not-ready' | 'cannot-tell' | 'missing' | 'not-read';
  report: unknown;
  receivedAt: Date;
}

/** What changes sooner than this after the last change is put right in its place: nobody fills the history by being quick. */
const SETTLES_AFTER = '10 minutes';

const SQL = `
with input as (
  select distinct on (i.machine_id, i.program_id) i.machine_id, i.program_id, i.verdict, i.report::jsonb as report, i.received_at
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) with ordinality
    as i (machine_id, program_id, verdict, report, received_at, n)
  join machine m on m.id = i.machine_id and m.status = 'active'
  join named_program p on p.id = i.program_id and p.removed_at is null
    and is_program_for(p.system, p.scope_id, p.label, m.platform, m.scope_id, m.labels)
  order by i.machine_id, i.program_id, i.n desc
),
told as (
  select i.*, o.since, o.since is not null as is_known,
    (o.verdict, o.report) is distinct from (i.verdict, i.report) as is_other,
    o.since > i.received_at - interval '${SETTLES_AFTER}' as is_young
  from input i
  left join machine_program o on o.machine_id = i.machine_id and o.program_id = i.program_id and o.until is null
),
kept as (
  update machine_program p set verdict = t.verdict, report = t.report, reported_at = greatest(p.reported_at, t.received_at)
  from told t
  where p.machine_id = t.machine_id and p.program_id = t.program_id and p.since = t.since and (is_young or not is_other)
),
ended as (
  update machine_program p set until = t.received_at from told t
  where p.machine_id = t.machine_id and p.program_id = t.program_id and p.since = t.since and is_other and not is_young
  returning p.machine_id, p.program_id
),
begun as (
  insert into machine_program (machine_id, program_id, since, verdict, report, reported_at)
  select t.machine_id, t.program_id, t.received_at, t.verdict, t.report, t.received_at
  from told t left join ended e using (machine_id, program_id)
  where e.machine_id is not null or not t.is_known
  order by t.machine_id, t.program_id
  on conflict do nothing
)
select distinct machine_id as "machineId" from told where is_other or not is_known`;

/**
 * Takes what machines told of programs that are named for them: what is otherwise than before becomes history, anything else
 * only says that it still is so. Gives the machines of which something is otherwise now.
 */
export async function recordProgramReports(
  db: Queryable,
  reports: readonly ProgramReportInput[],
): Promise<string[]> {
  if (reports.length === 0) return [];
  const { rows } = await db.query<{ machineId: string }>(SQL, [
    reports.map((r) => r.machineId),
    reports.map((r) => r.programId),
    reports.map((r) => r.verdict),
    reports.map((r) => JSON.stringify(r.report)),
    reports.map((r) => r.receivedAt),
  ]);
  return rows.map(({ machineId }) => machineId);
}
