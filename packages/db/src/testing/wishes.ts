import type { Queryable } from '../client/queryable';
import type { MachineRef, RolloutRef } from './rows';

/** What is desired of a machine, and by which rollout. */
export interface Wish {
  desired: unknown;
  rolloutId: string;
}

/** From now on this rollout wants Teredo turned so on the machine, whatever was wanted before. */
export async function insertWish(
  db: Queryable,
  machine: Pick<MachineRef, 'id' | 'scopeId'>,
  {
    rollout,
    mode,
    secondsAgo = 0,
  }: { rollout: Pick<RolloutRef, 'id'>; mode: 'on' | 'off'; secondsAgo?: number },
): Promise<Wish> {
  const desired = { teredo: { mode } };
  await db.query(
    `insert into machine_desired (machine_id, scope_id, desired, rollout_id, set_at)
     values ($1, $2, $3, $4, now() - make_interval(secs => $5))
     on conflict (machine_id) do update set desired = excluded.desired, rollout_id = excluded.rollout_id, set_at = excluded.set_at`,
    [machine.id, machine.scopeId, desired, rollout.id, secondsAgo],
  );
  return { desired, rolloutId: rollout.id };
}

/** What is desired of a machine; null: nothing. */
export async function findWish(db: Queryable, machineId: string): Promise<Wish | null> {
  const { rows } = await db.query<Wish>(
    'select desired, rollout_id as "rolloutId" from machine_desired where machine_id = $1',
    [machineId],
  );
  return rows[0] ?? null;
}
