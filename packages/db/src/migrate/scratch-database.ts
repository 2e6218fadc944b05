import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { connectionConfig } from '../client/connection-config';

/** The same URL with another database name. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** Makes an empty database beside the one of `url`, gives its URL to `use`, and drops it. Needs CREATEDB. */
export async function withScratchDatabase<T>(
  url: string,
  use: (scratchUrl: string) => Promise<T>,
): Promise<T> {
  const name = `teredo_fleet_scratch_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client(connectionConfig(url));
  await client.connect();
  try {
    await client.query(`create database ${name} template template0`);
    try {
      return await use(withDatabase(url, name));
    } finally {
      await client.query(`drop database ${name} with (force)`);
    }
  } finally {
    await client.end();
  }
}
