import { iso } from '../core/instants';
import type { Scopes } from '../core/scopes';
import type { Transaction } from '../core/transaction';
import type { ScopeRow } from '../views';

/** The scopes that a caller may see, by name. */
export async function visibleScopes(tx: Transaction, scopes: Scopes): Promise<ScopeRow[]> {
  const rows = await tx.scope.findMany({
    where: scopes === '*' ? {} : { id: { in: [...scopes] } },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ id, name, createdAt }) => ({ id, name, createdAt: iso(createdAt) }));
}
