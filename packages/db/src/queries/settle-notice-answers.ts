import type { Queryable } from '../client/queryable';

/** What a machine says of an answer that was given on the page of its notice. */
export interface NoticeAnswerOutcomeInput {
  machineId: string;
  id: string;
  outcome: string;
}

const SQL = `
update notice_answer a set outcome = i.outcome, settled_at = now(), code = null
from (
  select distinct on (id) * from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as u (machine_id, id, outcome, n)
  order by id, n
) i, job j
where a.id = i.id and j.id = a.job_id and j.machine_id = i.machine_id
  -- What ended with its job came too late as far as the server knew: the machine knows better.
  and (a.outcome is null or a.outcome = 'too-late' and a.settled_at = j.finished_at)
returning a.job_id as "jobId", j.machine_id as "machineId"`;

/** Settles answers by the word of their own machine; the first word stays. Returns whose job and machine it was. */
export async function settleNoticeAnswers(
  db: Queryable,
  inputs: readonly NoticeAnswerOutcomeInput[],
): Promise<{ jobId: string; machineId: string }[]> {
  if (inputs.length === 0) return [];
  const { rows } = await db.query<{ jobId: string; machineId: string }>(SQL, [
    inputs.map((i) => i.machineId),
    inputs.map((i) => i.id),
    inputs.map((i) => i.outcome),
  ]);
  return rows;
}
