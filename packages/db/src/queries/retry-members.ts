import type { Queryable } from '../client/queryable';

export interface RetryOrder {
  rolloutId: string;
  /** Ends after which a machine may be tried again. */
  states: readonly string[];
  /** Null: those of every wave and of the late pool. */
  wave: number | null;
  /** Null: all of them. */
  machineIds: readonly string[] | null;
}

const SQL = `
update rollout_member m set attempt = m.attempt + 1
from job j, machine mc
where m.rollout_id = $1::uuid and j.rollout_id = m.rollout_id and j.machine_id = m.machine_id and j.attempt = m.attempt
  and j.finished_at is not null and j.state = any ($2::text[]) and m.excluded is null
  and mc.id = m.machine_id and mc.status = 'active'
  and ($3::int is null or m.wave = $3::int) and ($4::uuid[] is null or m.machine_id = any ($4::uuid[]))
returning m.machine_id as "machineId"`;

/**
 * Machines whose attempt ended so are to be tried once more; the engine makes the job. The caller holds the rollout's
 * row. Returns the machines.
 */
export async function retryMembers(db: Queryable, order: RetryOrder): Promise<string[]> {
  const { rolloutId, states, wave, machineIds } = order;
  const { rows } = await db.query<{ machineId: string }>(SQL, [rolloutId, states, wave, machineIds]);
  return rows.map(({ machineId }) => machineId);
}
