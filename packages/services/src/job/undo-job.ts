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

/** The jobs of the same machine that were made after this one. */
export async function laterJobs(
  tx: Transaction,
  job: { id: string; machineId: string; createdAt: Date },
): Promise<UndoJob[]> {
  const rows = await tx.job.findMany({
    where: { machineId: job.machineId, createdAt: { gte: job.createdAt }, id: { not: job.id } },
    select: UNDO_COLUMNS,
  });
  return rows.map(undoJob);
}
