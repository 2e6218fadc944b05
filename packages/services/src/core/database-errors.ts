import { isConflict } from '@teredo-fleet/db';
import { ConflictError, ServiceError, UnavailableError } from '../errors';

/** Prisma's and the driver's codes, from wherever this error carries them. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth++) {
    const layer = current as Record<string, unknown>;
    for (const key of ['code', 'originalCode', 'errorCode']) {
      if (typeof layer[key] === 'string') codes.push(layer[key]);
    }
    const meta = layer.meta as Record<string, unknown> | undefined;
    current = meta?.driverAdapterError ?? layer.cause;
  }
  return codes;
}

function hasCode(error: unknown, wanted: readonly string[]): boolean {
  return codesOf(error).some((code) => wanted.includes(code));
}

export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, ['P2002', '23505']);
}

const UNREACHABLE = [
  'P1000',
  'P1001',
  'P1002',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
];

/** Gives a database error its place among the six codes; anything else comes back as it is. */
export function toServiceError(error: unknown): unknown {
  if (error instanceof ServiceError) return error;
  if (isUniqueViolation(error)) {
    return new ConflictError(
      'Somebody else made the same thing at the same time. Look again and repeat if needed.',
    );
  }
  if (isConflict(error)) {
    return new UnavailableError('Several people changed the same thing at once. Try again.');
  }
  if (hasCode(error, UNREACHABLE)) {
    return new UnavailableError(
      'The database does not answer now, so nothing was changed. Try again in a moment.',
    );
  }
  return error;
}
