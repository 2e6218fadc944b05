import type pg from 'pg';
import { CarefulClient } from '../client/careful-client';
import { connectionConfig } from '../client/connection-config';
import { MigrationError } from './migration-error';

/** Any number will do; it must only never change, since other servers wait on it. */
const LOCK_KEY = 7_368_201_911;
const WAIT_MS = 120_000;

/** Runs `work` while no other server migrates this database. Waits up to two minutes for its turn. */
export async function withMigrationLock<T>(
  ownerUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new CarefulClient({
    ...connectionConfig(ownerUrl),
    application_name: 'teredo-fleet migrate',
  });
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${WAIT_MS}`);
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]).catch((cause: unknown) => {
      throw new MigrationError(
        'locked',
        'Another server has been migrating this database for two minutes. Wait for it, or stop it and start again.',
        { cause },
      );
    });
    return await work(client);
  } finally {
    await client.end();
  }
}
