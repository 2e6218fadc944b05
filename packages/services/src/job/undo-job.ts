import type { Prisma } from '@teredo-fleet/db';
import type { Work } from '../change/change-plan';
import type { Transaction } from '../core/transaction';
import type { UndoJob } from './undo-state';

/** Columns that the undo rule looks at. */
export const UNDO_COLUMNS = {
  id: true,
  work: true,
  state: true,
  enrolmentId: true,
  steps: true,
  createdAt: true,
  machineId: true,
} as const;

export type UndoRow = Prisma.JobGetPayload<{ select: typeof UNDO_COLUMNS }>;

export function undoJob({ id, work, state, enrolmentId, steps }: UndoRow): UndoJob {
  const stepOutcomes = (steps as unknown as { outcome: string }[]).map((step) => step.outcome);
  return { id, work: work as unknown as Work, state, enrolmentId, stepOutcomes };
}

export function byMachine<T extends { machineId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.machineId);
    if (group === undefined) groups.set(row.machineId, [row]);
    else group.push(row);
  }
  return groups;
}

interface MadeJob {
  id: string;
  machineId: string;
  createdAt: Date;
}

/** By job, the jobs of the same machine that were made after it; one query for all of them. */
export async function laterJobs(tx: Transaction, jobs: readonly MadeJob[]): Promise<Map<string, UndoJob[]>> {
  if (jobs.length === 0) return new Map();
  const oldest = new Date(Math.min(...jobs.map(({ createdAt }) => createdAt.getTime())));
  const rows = await tx.job.findMany({
    where: {
      machineId: { in: [...new Set(jobs.map(({ machineId }) => machineId))] },
      createdAt: { gte: oldest },
    },
    select: UNDO_COLUMNS,
  });
  const ofMachine = byMachine<UndoRow>(rows);
  const laterThan = ({ id, machineId, createdAt }: MadeJob) =>
    (ofMachine.get(machineId) ?? [])
      .filter((one) => one.id !== id && one.createdAt >= createdAt)
      .map(undoJob);
  return new Map(jobs.map((job) => [job.id, laterThan(job)]));
}
