import type { Call } from '../core/define-verb';
import { coversScope, type Scopes } from '../core/scopes';
import type { Transaction } from '../core/transaction';
import { ConflictError, ForbiddenError, InvalidError, NotFoundError } from '../errors';

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  role: string;
  scopeIds: string[];
  disabledAt: Date | null;
}

/** One change of people at a time, so that two can't take the last admin away together. */
export async function lockAccounts(tx: Transaction): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('teredo-fleet accounts'))::text`;
}

/** Whether somebody limited to `scopes` covers all that a person limited to `scopeIds` may do. */
export function coversAccount(scopes: Scopes, scopeIds: readonly string[]): boolean {
  return scopes === '*' || (scopeIds.length > 0 && scopeIds.every((id) => coversScope(scopes, id)));
}

/** Nobody can grant what they lack. Throws ForbiddenError, or InvalidError for a scope that isn't there. */
export async function checkGrant({ tx, scopes }: Call, scopeIds: readonly string[]): Promise<void> {
  if (!coversAccount(scopes, scopeIds)) {
    throw new ForbiddenError(
      'You can only give access to scopes that you have yourself. Choose among your scopes, or ask an admin without limits.',
    );
  }
  const found = await tx.scope.count({ where: { id: { in: [...scopeIds] } } });
  if (found !== new Set(scopeIds).size) {
    throw new InvalidError('One of the scopes is not there any more. Choose again.', {
      scopeIds: 'has an unknown scope',
    });
  }
}

/** The account, or the same not-found whether it is absent or beyond the caller's scopes. */
export async function findAccount({ tx, scopes }: Call, id: string): Promise<AccountRow> {
  const account = await tx.user.findUnique({ where: { id } });
  if (account === null || !coversAccount(scopes, account.scopeIds)) throw new NotFoundError('account');
  return account;
}

/** Somebody has to be able to let others in again. The caller holds the accounts' lock. */
export async function keepOneAdmin(tx: Transaction, account: AccountRow): Promise<void> {
  const isFullAdmin =
    account.role === 'admin' && account.scopeIds.length === 0 && account.disabledAt === null;
  if (!isFullAdmin) return;
  const others = await tx.user.count({
    where: { role: 'admin', scopeIds: { isEmpty: true }, disabledAt: null, id: { not: account.id } },
  });
  if (others === 0) {
    throw new ConflictError(
      `${account.name} is the last admin who sees everything. Make somebody else an admin without limits first.`,
    );
  }
}
