import { databaseCodesOf, isConflict, isDatabaseAway } from '@teredo-fleet/db';
import { ConflictError, ServiceError, UnavailableError } from '../errors';

export function isUniqueViolation(error: unknown): boolean {
  return databaseCodesOf(error).some((code) => code === 'P2002' || code === '23505');
}

/** What was there a moment ago, and was to be changed by its id. */
function isGone(error: unknown): boolean {
  return databaseCodesOf(error).includes('P2025');
}

/** Gives a database error its place among the six codes; anything else comes back as it is. */
export function toServiceError(error: unknown): unknown {
  if (error instanceof ServiceError) return error;
  if (isUniqueViolation(error)) {
    return new ConflictError(
      'Somebody else made the same thing at the same time. Look again and repeat if needed.',
    );
  }
  if (isGone(error)) {
    return new ConflictError('Somebody else removed this at the same time. Nothing was changed; look again.');
  }
  if (isConflict(error)) {
    return new UnavailableError('Several people changed the same thing at once. Try again.');
  }
  if (isDatabaseAway(error)) {
    return new UnavailableError(
      'The database does not answer now, so nothing was changed. Try again in a moment.',
    );
  }
  return error;
}
