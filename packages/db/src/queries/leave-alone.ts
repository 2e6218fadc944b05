import type { Queryable } from '../client/queryable';

const SQL = `
with gone as (
  select m.machine_id, case when mc.status = 'retired' then 'retired' else 'other-scope' end as kind
  from rollout_member m join machine mc on mc.id = m.machine_id
  where m.rollout_id = $1 and m.excluded is null and (mc.status = 'retired' or mc.scope_id <> m.scope_id)
    and not exists (
      select from job j where j.rollout_id = m.rollout_id and j.machine_id = m.machine_id and j.attempt = m.attempt)
)
update rollout_member m set
  excluded = case when m.attempt = 1 then jsonb_build_object('kind', gone.kind) end, attempt = greatest(m.attempt - 1, 1)
from gone where m.rollout_id = $1 and m.machine_id = gone.machine_id
returning m.machine_id as "machineId"`;

/**
 * Leaves alone, for good, machines that were not asked yet and can't be any more: retired, or moved to a scope that the
 * plan is not about. One that was to be tried again stays as its last attempt left it. Returns the machines.
 */
export async function leaveAloneGone(db: Queryable, rolloutId: string): Promise<string[]> {
  const { rows } = await db.query<{ machineId: string }>(SQL, [rolloutId]);
  return rows.map(({ machineId }) => machineId);
}
