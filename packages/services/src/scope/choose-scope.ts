import type { Scopes } from '../core/scopes';
import { coversScope } from '../core/scopes';
import type { Transaction } from '../core/transaction';
import { InvalidError, NotFoundError } from '../errors';
import { visibleScopes } from './visible-scopes';

/** The scope that was named, or the only one there is to choose from. */
export async function chooseScope(
  tx: Transaction,
  scopes: Scopes,
  wanted: string | undefined,
): Promise<{ id: string; name: string }> {
  const visible = await visibleScopes(tx, scopes);
  if (wanted === undefined) {
    if (visible.length === 1) return visible[0]!;
    throw new InvalidError('There is more than one scope. Say which one the machines belong to.', {
      scopeId: 'must be chosen',
    });
  }
  const found = visible.find((scope) => scope.id === wanted);
  if (found === undefined || !coversScope(scopes, wanted)) throw new NotFoundError('scope');
  return found;
}
