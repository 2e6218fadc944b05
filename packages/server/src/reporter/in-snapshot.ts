import type { Queryable } from '@teredo-fleet/db';
import type { Pool } from 'pg';

/** Reads in one transaction that sees one moment of the database, however long it takes. */
export async function inSnapshot<T>(pool: Pool, work: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    // What is written between two reads may take longer than any request may.
    await client.query('set local idle_in_transaction_session_timeout = 0');
    await client.query(`set local statement_timeout = '10min'`);
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
