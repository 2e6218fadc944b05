import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPool } from '@teredo-fleet/db';
import { holdTable as holdTableOf } from '@teredo-fleet/db/testing';
import type { FleetServer } from './fleet-server';

const read = (server: FleetServer, file: string): string =>
  readFileSync(join(server.dataDir, 'postgres', file), 'utf8').trim();

/**
 * Makes a server's database slow for whatever needs one table, as a long transaction would; until the returned
 * function is called. For a server on the PostgreSQL that comes along.
 */
export async function holdTable(server: FleetServer, table: 'machine'): Promise<() => Promise<void>> {
  const password = encodeURIComponent(read(server, 'password'));
  const url = `postgres://postgres:${password}@127.0.0.1:${read(server, 'port')}/teredo_fleet`;
  const pool = createPool(url, { max: 1, name: 'a long transaction' });
  const letGo = await holdTableOf(pool, table);
  return async () => {
    await letGo();
    await pool.end();
  };
}
