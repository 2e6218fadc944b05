import type { Call } from '../core/define-verb';
import { byMachine, laterJobs, UNDO_COLUMNS, undoJob } from '../job/undo-job';
import { chooseRestore, type Restore, type RolloutAttempt } from './restorable';

const MACHINE = { select: { id: true, status: true, enrolmentId: true } } as const;

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
  const among = machineIds === null ? {} : { machineId: { in: [...machineIds] } };
  const attempts = await tx.job.findMany({
    where: { rolloutId, ...among },
    select: { ...UNDO_COLUMNS, goGrantedAt: true, machine: MACHINE },
    orderBy: { attempt: 'asc' },
  });
  const groups = byMachine(attempts);
  const later = await laterJobs(
    tx,
    [...groups.values()].map(([first]) => first!),
  );
  const taken = await beingRolledBack(call, rolloutId);
  const restores = new Map<string, Restore>();
  for (const [machineId, jobs] of groups) {
    const first = jobs[0]!;
    const own = jobs.map((job): RolloutAttempt => ({ ...undoJob(job), begun: job.goGrantedAt !== null }));
    const restore = chooseRestore(own, first.machine, later.get(first.id) ?? []);
    restores.set(machineId, taken.has(machineId) ? { why: UNDER_WAY } : restore);
  }
  return restores;
}
