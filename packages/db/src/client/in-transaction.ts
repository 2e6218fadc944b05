import type { Prisma, PrismaClient } from '../generated/client';
import { retryConflicts } from './retry-conflicts';
import { scopesSetting, type Visibility } from './visibility';

/**
 * One transaction that sees only the rows of these scopes. The settings end with it, so the next user of the
 * connection starts blind. `work` may run again after a conflict: it does nothing but database work.
 */
export function inTransaction<T>(
  prisma: PrismaClient,
  visibility: Visibility,
  work: (transaction: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  const scopes = scopesSetting(visibility.scopes);
  return retryConflicts(() =>
    prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`
        select set_config('teredo.scopes', ${scopes}, true), set_config('teredo.user', ${visibility.userId ?? ''}, true)`;
      return work(transaction);
    }),
  );
}
