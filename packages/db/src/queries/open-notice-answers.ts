import type { Queryable } from '../client/queryable';

/** An answer of a notice's page that its machine has to judge. */
export interface OpenNoticeAnswer {
  id: string;
  machineId: string;
  jobId: string;
  attempt: number;
  session: string;
  answer: 'acknowledged' | 'deferred' | 'refused';
  until: Date | null;
  language: string;
  textSha256: string;
  code: string;
  at: Date;
}

const SQL = `
select a.id, j.machine_id as "machineId", a.job_id as "jobId", a.attempt, a.session, a.answer, a.until, a.language,
  a.text_sha256 as "textSha256", a.code, a.at
from notice_answer a
join job j on j.id = a.job_id and j.attempt = a.attempt and j.finished_at is null
join machine m on m.id = j.machine_id and m.status = 'active' and m.enrolment_id = j.enrolment_id
where a.outcome is null and j.machine_id = any ($1::uuid[])
order by a.id`;

/** The answers that these machines have said nothing of yet, oldest first. */
export async function openNoticeAnswers(
  db: Queryable,
  machineIds: readonly string[],
): Promise<OpenNoticeAnswer[]> {
  if (machineIds.length === 0) return [];
  return (await db.query<OpenNoticeAnswer>(SQL, [machineIds])).rows;
}
