import type { Queryable } from '../client/queryable';

// A job whose machine is lost for good does not keep its rollout open; its state stands until the machine corrects it.
const SQL = `
with due as (
  select r.id, r.state from rollout r
  where r.finished_at is null and r.state in ('running', 'paused')
    and not exists (select from rollout_wave w where w.rollout_id = r.id)
    and exists (select from job j where j.rollout_id = r.id)
    and not exists (
      select from job j where j.rollout_id = r.id and j.finished_at is null
        and not (j.state = 'lost-contact' and coalesce(j.until, j.not_after) <= now()))
  limit $1 for update skip locked
),
finished as (
  update rollout r set state = 'done', pause_reason = null, finished_at = now() from due where r.id = due.id
  returning r.id, r.scope_id, r.name, due.state as previous,
    (select count(*) from job j where j.rollout_id = r.id and j.finished_at is null) as lost
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, object_name, before, after, reason)
  select scope_id, 'system', 'engine', 'rollout.finish', 'rollout', id::text, name,
    jsonb_build_object('state', previous), jsonb_build_object('state', 'done', 'lostContact', lost),
    case when lost > 0 then 'Ended without the report of ' || lost || ' that were not heard of again. A report that still comes corrects the job.' end
  from finished
)
select id from finished`;

/** Ends rollouts without waves whose every job has ended, or is lost for good. Returns their ids. */
export async function finishRollouts(db: Queryable, limit = 100): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(SQL, [limit]);
  return rows.map((row) => row.id);
}
