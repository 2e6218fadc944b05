import type { Call } from '../core/define-verb';
import { byMachine, laterJobs, UNDO_COLUMNS, undoJob } from '../job/undo-job';
import { chooseRestore, type Restore, type RolloutAttempt } from './restorable';

const MACHINE = { select: { id: true, status: true, enrolmentId: true } } as const;

/** What is to be given back to each of the rollout's machines, or why nothing is. `machineIds` null: all of them. */
export async function findRestores(
  { tx }: Call,
  rolloutId: string,
  machineIds: readonly string[] | null,
): Promise<Map<string, Restore>> {
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
  const restores = new Map<string, Restore>();
  for (const [machineId, jobs] of groups) {
    const first = jobs[0]!;
    const own = jobs.map((job): RolloutAttempt => ({ ...undoJob(job), begun: job.goGrantedAt !== null }));
    restores.set(machineId, chooseRestore(own, first.machine, later.get(first.id) ?? []));
  }
  return restores;
}
