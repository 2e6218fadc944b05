import type { Call } from '../core/define-verb';
import { ForbiddenError, NotFoundError } from '../errors';

/** What is told there may be of every scope, and of the installation. */
export function requireEveryScope({ scopes }: Call): void {
  if (scopes === '*') return;
  throw new ForbiddenError(
    'Where alerts are told is for the whole installation and you are limited to some scopes. Ask an admin without limits.',
  );
}

/** Throws unless each of them is the id of a scope. */
export async function requireKnownScopes({ tx }: Call, ids: readonly string[]): Promise<void> {
  const known = await tx.scope.count({ where: { id: { in: [...ids] } } });
  if (known !== new Set(ids).size) throw new NotFoundError('scope');
}
