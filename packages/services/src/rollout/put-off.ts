import { type Sql, sql } from '@teredo-fleet/db';

/** Somebody of the newest round of job `j` has put it off, and that time is not over. */
export const putOff = (now: Date): Sql => sql`exists (
    select from receipt r
    where r.job_id = j.id and r.answer = 'deferred' and r.deferred_until > ${now}
      and r.deferrals = (select max(deferrals) from receipt where job_id = j.id))`;
