import type { Call } from '../core/define-verb';
import { ForbiddenError } from '../errors';

/** A freeze holds everybody's changes, so only somebody who sees every scope may set or lift one. */
export function requireWholeInstallation({ scopes }: Call): void {
  if (scopes === '*') return;
  throw new ForbiddenError(
    'A freeze holds every scope and you are limited to some. Pause single rollouts, or ask an admin without limits.',
  );
}
