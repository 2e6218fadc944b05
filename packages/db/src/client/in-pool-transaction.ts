import type { Pool, PoolClient } from 'pg';
import { retryConflicts } from './retry-conflicts';
import { scopesSetting, type Visibility } from './visibility';

async function once<T>(
  pool: Pool,
  visibility: Visibility,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query(`select set_config('teredo.scopes', $1, true), set_config('teredo.user', $2, true)`, [
      scopesSetting(visibility.scopes),
      visibility.userId ?? '',
    ]);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The same as `inTransaction` for hand-written queries. */
export function inPoolTransaction<T>(
  pool: Pool,
  visibility: Visibility,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return retryConflicts(() => once(pool, visibility, work));
}
