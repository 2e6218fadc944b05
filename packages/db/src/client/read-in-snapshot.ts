import type { Pool, PoolClient } from 'pg';
import type { Queryable } from './queryable';
import { scopesSetting, type Visibility } from './visibility';

export interface SnapshotReading {
  visibility: Visibility;
  /** A `select`, and what it is given. */
  text: string;
  values: readonly unknown[];
  rowsAtOnce: number;
  /** Runs before the first row is read, in the same transaction. */
  prepare?: (db: Queryable) => Promise<void>;
}

async function open(client: PoolClient, reading: SnapshotReading): Promise<void> {
  const { visibility, text, values, prepare } = reading;
  await client.query('begin isolation level repeatable read read only');
  await client.query(`select set_config('teredo.scopes', $1, true), set_config('teredo.user', $2, true)`, [
    scopesSetting(visibility.scopes),
    visibility.userId ?? '',
  ]);
  await prepare?.(client);
  await client.query(`declare reading no scroll cursor for ${text}`, [...values]);
}

/**
 * Reads any number of rows as they were at one moment, a few at a time, over one connection. A reader that takes longer
 * for a batch than transactions may lie idle finds the reading ended; one that stops early gives the connection back.
 */
export async function* readInSnapshot<R extends object>(
  pool: Pool,
  reading: SnapshotReading,
): AsyncGenerator<R[], void, undefined> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await open(client, reading);
    const fetch = () => {
      const rows = client.query<R>(`fetch ${reading.rowsAtOnce} from reading`).then((result) => result.rows);
      // Whoever awaits it meets its failure; a reader that stopped early does not.
      rows.catch(() => undefined);
      return rows;
    };
    for (let next = fetch(); ; ) {
      const rows = await next;
      if (rows.length === 0) return;
      // The database makes the next ones while these are used.
      next = fetch();
      yield rows;
    }
  } finally {
    // It only read: there is nothing to keep.
    await client.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    client.release(broken);
  }
}
