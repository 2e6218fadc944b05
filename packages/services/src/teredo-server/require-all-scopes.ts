import type { Scopes } from '../core/scopes';
import { ForbiddenError } from '../errors';

/** The directory is the whole organisation's, so only somebody who sees every scope may change it. */
export function requireAllScopes(scopes: Scopes): void {
  if (scopes === '*') return;
  throw new ForbiddenError(
    'The directory of Teredo servers holds for every scope and you are limited to some. Ask an admin without limits.',
  );
}
