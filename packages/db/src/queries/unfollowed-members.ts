import type { Queryable } from '../client/queryable';

const SQL = `
select m.machine_id as "machineId"
from rollout r join rollout_member m on m.rollout_id = r.id and m.excluded is null
where r.id = $1 and r.kind = 'repair'
  and not exists (select from machine_policy v
    where v.machine_id = m.machine_id and v.policy_id = r.policy_id and v.standing in ('alone', 'wins'))
  and not exists (select from job j where j.rollout_id = r.id and j.machine_id = m.machine_id and j.attempt = m.attempt
    and (j.finished_at is not null or j.go_granted_at is not null))`;

/**
 * Of a repair: machines that have not begun and on which its policy is followed no more, since another one wins there, nobody
 * decided which does, or it is for them no longer. Of another kind of rollout: none.
 */
export async function unfollowedMembers(db: Queryable, rolloutId: string): Promise<string[]> {
  const { rows } = await db.query<{ machineId: string }>(SQL, [rolloutId]);
  return rows.map(({ machineId }) => machineId);
}
