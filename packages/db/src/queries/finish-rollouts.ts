import type { Queryable } from '../client/queryable';

const SQL = `
with due as (
  select r.id, r.state from rollout r
  where r.finished_at is null and r.state in ('running', 'paused')
    and exists (select from job j where j.rollout_id = r.id)
    and not exists (select from job j where j.rollout_id = r.id and j.finished_at is null)
  limit $1 for update skip locked
),
finished as (
  update rollout r set state = 'done', pause_reason = null, finished_at = now() from due where r.id = due.id
  returning r.id, r.scope_id, r.name, due.state as previous
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, object_name, before, after)
  select scope_id, 'system', 'engine', 'rollout.finish', 'rollout', id::text, name,
    jsonb_build_object('state', previous), jsonb_build_object('state', 'done') from finished
)
select id from finished`;

/** Ends rollouts whose every job has ended. Returns their ids. */
export async function finishRollouts(db: Queryable, limit = 100): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(SQL, [limit]);
  return rows.map((row) => row.id);
}
