import type { Queryable } from '../client/queryable';

/** Kinds of rows that go after a time that the settings say, each with the function that takes a batch of them. */
export const PRUNED_KINDS = {
  observations: 'prune_observations',
  jobOutputs: 'prune_job_outputs',
  receipts: 'prune_receipts',
  sessions: 'prune_sessions',
  auditEntries: 'prune_audit',
  alerts: 'prune_alerts',
} as const;

export type PrunedKind = keyof typeof PRUNED_KINDS;

export interface Pruned {
  /** How many rows went. */
  pruned: number;
  /** They were older than this; null: rows of this kind are kept for ever. */
  cutoff: Date | null;
}

/**
 * Removes at most so many rows of one kind that need not be kept any longer; the database itself decides which, and writes the
 * audit entry about it.
 */
export async function pruneKept(db: Queryable, kind: PrunedKind, atMost: number): Promise<Pruned> {
  const { rows } = await db.query<Pruned>(`select pruned, cutoff from ${PRUNED_KINDS[kind]}($1)`, [atMost]);
  return rows[0]!;
}
