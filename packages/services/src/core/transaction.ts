import { inTransaction, type Prisma } from '@teredo-fleet/db';
import type { ServiceContext } from './context';
import { isTransient } from './database-errors';
import type { Scopes } from './scopes';

/** One open transaction with row-level security set to the caller's scopes. */
export type Transaction = Prisma.TransactionClient;

const ATTEMPTS = 3;

/**
 * Runs `work` in one transaction. Deadlocks and serialisation failures are tried again from the start, so `work` must
 * do nothing outside the transaction.
 */
export async function transact<T>(
  context: ServiceContext,
  scopes: Scopes,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(context.db, scopes, work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isTransient(error)) throw error;
    }
  }
}
