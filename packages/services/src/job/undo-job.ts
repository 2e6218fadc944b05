import { type Prisma, sql } from '@teredo-fleet/db';
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

/** What the undo rule looks at, of a job `j`: of its steps, which may be long, only how they ended. */
export const UNDO_FACTS = sql`j.id, j.work, j.state, j.enrolment_id as "enrolmentId",
  jsonb_path_query_array(j.steps, '$[*].outcome') as "stepOutcomes"`;

/**
 * By job, the jobs of the same machine that were made after it; one query for all of them. As many as a fleet has: ids
 * are one array, since PostgreSQL takes no more than 65,535 values apart.
 */
export async function laterJobs(
  tx: Transaction,
  jobs: readonly { id: string }[],
): Promise<Map<string, UndoJob[]>> {
  const later = new Map<string, UndoJob[]>(jobs.map(({ id }) => [id, []]));
  if (jobs.length === 0) return later;
  const rows = await tx.$queryRaw<(UndoJob & { earlierId: string })[]>(sql`
    select e.id as "earlierId", ${UNDO_FACTS}
    from job e join job j on j.machine_id = e.machine_id and j.created_at >= e.created_at and j.id <> e.id
    where e.id = any(${[...later.keys()]}::uuid[])`);
  for (const { earlierId, ...job } of rows) later.get(earlierId)!.push(job);
  return later;
}
