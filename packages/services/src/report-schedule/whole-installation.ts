import type { Call } from '../core/define-verb';
import { ForbiddenError } from '../errors';

/** What is sent is of every scope. */
export function requireEveryScope({ scopes }: Call): void {
  if (scopes === '*') return;
  throw new ForbiddenError(
    'Scheduled reports tell of every scope and you are limited to some. Ask an admin without limits.',
  );
}
