import type { Call } from '../core/define-verb';
import { UNDO_COLUMNS, type UndoRow, undoJob } from '../job/undo-job';
import { chooseRestore, type Restore, type RolloutAttempt } from './restorable';

const MACHINE = { select: { id: true, status: true, enrolmentId: true } } as const;

function byMachine<T extends { machineId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.machineId, [...(groups.get(row.machineId) ?? []), row]);
  return groups;
}

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
  const oldest = attempts.reduce<Date | null>(
    (at, job) => (at === null || job.createdAt < at ? job.createdAt : at),
    null,
  );
  if (oldest === null) return new Map();
  const groups = byMachine(attempts);
  const later = byMachine<UndoRow>(
    await tx.job.findMany({
      where: { machineId: { in: [...groups.keys()] }, createdAt: { gte: oldest } },
      select: UNDO_COLUMNS,
    }),
  );
  const restores = new Map<string, Restore>();
  for (const [machineId, jobs] of groups) {
    const first = jobs[0]!;
    const own = jobs.map((job): RolloutAttempt => ({ ...undoJob(job), begun: job.goGrantedAt !== null }));
    const after = (later.get(machineId) ?? []).filter(({ createdAt }) => createdAt >= first.createdAt);
    restores.set(machineId, chooseRestore(own, first.machine, after.map(undoJob)));
  }
  return restores;
}
