import type { Transaction } from '../core/transaction';

/** Names of scopes by id. */
export async function scopeNames(tx: Transaction): Promise<Map<string, string>> {
  const rows = await tx.scope.findMany({ select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
