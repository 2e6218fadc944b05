import { inTransaction, type Prisma } from '@teredo-fleet/db';
import type { ServiceContext } from './context';
import type { Scopes } from './scopes';

/** One open transaction with row-level security set to the caller's scopes. */
export type Transaction = Prisma.TransactionClient;

/** Runs `work` in one transaction, again from the start after a conflict: it must do nothing outside of it. */
export function transact<T>(
  { db, actor }: ServiceContext,
  scopes: Scopes,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return inTransaction(db, { scopes, userId: actor.kind === 'user' ? actor.id : null }, work);
}
