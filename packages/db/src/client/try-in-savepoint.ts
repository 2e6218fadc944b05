import type { Queryable } from './queryable';

export type Tried<T> = { ok: true; value: T } | { ok: false; error: unknown };

/**
 * Does a part of the caller's transaction that may fail without the rest: what it wrote is undone, and the transaction goes on.
 * Rejects where it can't go on, as when the connection is lost.
 */
export async function tryInSavepoint<T>(db: Queryable, work: () => Promise<T>): Promise<Tried<T>> {
  await db.query('savepoint part');
  try {
    const value = await work();
    await db.query('release savepoint part');
    return { ok: true, value };
  } catch (error) {
    try {
      await db.query('rollback to savepoint part');
      await db.query('release savepoint part');
    } catch {
      throw error;
    }
    return { ok: false, error };
  }
}
