import type { Queryable } from '../client/queryable';

export interface StoredCounts {
  attempts: number;
  receipts: number;
  /** Machines by the state in which they are shown. */
  byState: Record<string, number>;
}

const TOTALS = `
select (select count(*)::int from job where rollout_id = $1::uuid) as attempts,
  (select count(*)::int from job j join receipt r on r.job_id = j.id where j.rollout_id = $1::uuid) as receipts`;

const STATES = `
with machines as (
  select machine_id from rollout_member where rollout_id = $1::uuid
  union
  select machine_id from job where rollout_id = $1::uuid
)
select case when s.excluded is not null then 'excluded' else coalesce(s.state, j.state, 'waiting-wave') end as state,
  count(*)::int as machines
from machines m
left join member_standing s on s.rollout_id = $1::uuid and s.machine_id = m.machine_id
left join lateral (
  select j.state from job j where j.rollout_id = $1::uuid and j.machine_id = m.machine_id and s.machine_id is null
  order by j.attempt desc limit 1
) j on true
group by 1 order by 1`;

/** What is told of a rollout, counted. */
export async function countBundled(db: Queryable, rolloutId: string): Promise<StoredCounts> {
  const totals = await db.query<{ attempts: number; receipts: number }>(TOTALS, [rolloutId]);
  const states = await db.query<{ state: string; machines: number }>(STATES, [rolloutId]);
  return {
    attempts: totals.rows[0]?.attempts ?? 0,
    receipts: totals.rows[0]?.receipts ?? 0,
    byState: Object.fromEntries(states.rows.map(({ state, machines }) => [state, machines])),
  };
}
