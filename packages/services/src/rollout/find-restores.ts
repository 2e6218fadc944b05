import { sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { byMachine, laterJobs, UNDO_FACTS } from '../job/undo-job';
import type { UndoMachine } from '../job/undo-state';
import { chooseRestore, type Restore, type RolloutAttempt } from './restorable';

interface Attempt extends RolloutAttempt {
  machineId: string;
  machine: UndoMachine;
}

const UNDER_WAY =
  'It is being rolled back already. Look at that rollback; what failed there can be tried again there.';

/** Machines of a rollback of this rollout that has not ended: its row is held, so there comes no other meanwhile. */
async function beingRolledBack({ tx }: Call, rolloutId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select m.machine_id as id from rollout_member m join rollout r on r.id = m.rollout_id
    where r.rollback_of_id = ${rolloutId}::uuid and r.finished_at is null and m.excluded is null`;
  return new Set(rows.map(({ id }) => id));
}

/** What is to be given back to each of the rollout's machines, or why nothing is. `machineIds` null: all of them. */
export async function findRestores(
  call: Call,
  rolloutId: string,
  machineIds: readonly string[] | null,
): Promise<Map<string, Restore>> {
  const { tx } = call;
  const attempts = await tx.$queryRaw<Attempt[]>(sql`
    select ${UNDO_FACTS}, j.machine_id as "machineId", j.go_granted_at is not null as begun,
      jsonb_build_object('status', m.status, 'enrolmentId', m.enrolment_id) as machine
    from job j join machine m on m.id = j.machine_id
    where j.rollout_id = ${rolloutId}::uuid and (${machineIds}::uuid[] is null or j.machine_id = any(${machineIds}::uuid[]))
    order by j.attempt`);
  const groups = byMachine(attempts);
  const later = await laterJobs(
    tx,
    [...groups.values()].map(([first]) => first!),
  );
  const taken = await beingRolledBack(call, rolloutId);
  const restores = new Map<string, Restore>();
  for (const [machineId, own] of groups) {
    const [first] = own;
    const restore = chooseRestore(own, first!.machine, later.get(first!.id) ?? []);
    restores.set(machineId, taken.has(machineId) ? { why: UNDER_WAY } : restore);
  }
  return restores;
}
