import { setTimeout as delay } from 'node:timers/promises';

/** PostgreSQL's serialization failure and deadlock, and Prisma's name for both. */
const CONFLICTS = new Set(['40001', '40P01', 'P2034']);
const ATTEMPTS = 4;

interface ErrorShape {
  code?: unknown;
  originalCode?: unknown;
  cause?: unknown;
  meta?: { code?: unknown; driverAdapterError?: unknown };
}

/** Whether the database undid the transaction because of another one, so that the same again may succeed. */
export function isConflict(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, originalCode, cause, meta } = error as ErrorShape;
  if ([code, originalCode, meta?.code].some((c) => typeof c === 'string' && CONFLICTS.has(c))) return true;
  return isConflict(cause, depth + 1) || isConflict(meta?.driverAdapterError, depth + 1);
}

/** Runs a whole transaction again, four times at most, when it lost against another one. */
export async function retryConflicts<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await delay(10 * 2 ** attempt + (process.pid % 10));
    }
  }
}
