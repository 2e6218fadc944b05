import { coversScope, type Scopes } from '../core/scopes';
import { ForbiddenError } from '../errors';

/** What is looked at on every machine only somebody who sees every scope may say. */
export function requireProgramScope(scopes: Scopes, scopeId: string | null): void {
  if (scopes === '*' || (scopeId !== null && coversScope(scopes, scopeId))) return;
  throw new ForbiddenError(
    'A program for every scope is looked at on machines that you don’t see. Choose one of your scopes, or ask an admin without limits.',
  );
}
