import type { Queryable } from '../client/queryable';

const SQL = `
update rollout_member m set acknowledged_attempt = m.attempt
from job j
where m.rollout_id = $1::uuid and j.rollout_id = m.rollout_id and j.machine_id = m.machine_id and j.attempt = m.attempt
  and j.state = any ($2::text[]) and m.excluded is null and m.acknowledged_attempt is distinct from m.attempt
returning m.machine_id as "machineId", m.attempt`;

/** Acknowledges every machine and attempt that is in one of these states now. Returns the new ones. */
export async function acknowledgeFailures(
  db: Queryable,
  rolloutId: string,
  badStates: readonly string[],
): Promise<{ machineId: string; attempt: number }[]> {
  return (await db.query<{ machineId: string; attempt: number }>(SQL, [rolloutId, badStates])).rows;
}
