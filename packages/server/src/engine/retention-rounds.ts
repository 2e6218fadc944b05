import { inPoolTransaction, PRUNED_KINDS, type PrunedKind, pruneKept } from '@teredo-fleet/db';
import { requestAuditStub } from '@teredo-fleet/services';
import type { Pool } from 'pg';

const EVERYTHING = { scopes: '*', userId: null } as const;
const ROWS_AT_ONCE = 2_000;
/** More of one kind waits for the next round: other work of the engine goes on meanwhile. */
const BATCHES_A_ROUND = 25;

/** One batch of one kind, in a transaction with the entry about it, which the database writes; how many rows went. */
const pruneBatch = (pool: Pool, kind: PrunedKind, atMost: number): Promise<number> =>
  inPoolTransaction(pool, EVERYTHING, async (db) => (await pruneKept(db, kind, atMost)).pruned);

/** Until nothing is left: a batch of links may have fewer entries than it has links. */
async function pruneKind(pool: Pool, kind: PrunedKind, atMost: number): Promise<void> {
  for (let batch = 0; batch < BATCHES_A_ROUND; batch += 1) {
    if ((await pruneBatch(pool, kind, atMost)) === 0) return;
  }
}

/** A round that removes what the settings no longer keep, in small transactions, each with its audit entry. */
export function retentionRound(pool: Pool, { rowsAtOnce = ROWS_AT_ONCE } = {}): () => Promise<void> {
  return async () => {
    await inPoolTransaction(pool, EVERYTHING, (db) => requestAuditStub(db, new Date()));
    for (const kind of Object.keys(PRUNED_KINDS) as PrunedKind[]) await pruneKind(pool, kind, rowsAtOnce);
  };
}
