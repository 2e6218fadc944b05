import type { Queryable } from '../client/queryable';

const SQL = `
with withdrawn as (
  select d.machine_id, j.wanted_before as earlier, j.finished_at as at
  from job j join machine_desired d on d.machine_id = j.machine_id and d.rollout_id = j.rollout_id
  where j.id = any ($1::uuid[])
  order by d.machine_id for update of d
),
given_back as (
  update machine_desired d set desired = w.earlier -> 'desired', rollout_id = (w.earlier ->> 'rolloutId')::uuid, set_at = w.at
  from withdrawn w where d.machine_id = w.machine_id and w.earlier is not null
)
delete from machine_desired d using withdrawn w where d.machine_id = w.machine_id and w.earlier is null`;

/**
 * Takes back what these jobs, which ended before they began, wished of their machines: wanted is again what was before, and
 * watched for drift again. So nothing is desired of a machine by a plan that is over and never came to it. What a machine
 * answered (a refusal, a blocker, a failure) leaves the wish: it stays what the machine should be. One that another job has
 * replaced since stays.
 */
export async function withdrawWishes(db: Queryable, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length > 0) await db.query(SQL, [jobIds]);
}
