import { chmodSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { discardEmbeddedPostgres } from '../embedded/discard-embedded-postgres';
import { ownerState } from '../embedded/ownership';
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres';
import { migrate } from '../migrate/migrate';
import { changeUrl } from '../provision/connection-url';
import { ensureDatabase } from '../provision/ensure-database';
import type { DatabasePart } from '../provision/roles';

/** What a test needs to clone a database of its own. Plain values: it is handed to other processes. */
export interface TestCluster {
  adminUrl: string;
  template: string;
  passwords: Record<DatabasePart, string>;
}

const PREFIX = 'teredo-fleet-test-database-';
const DAY_MS = 86_400_000;
const TEMPLATE = 'teredo_fleet_template';

/** Removes what runs that were killed left behind; what belongs to another container only after a day. */
async function sweep(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(folder, name);
    const state = ownerState(join(dataDir, 'postgres', 'owner.json'));
    const old = Date.now() - (statSync(dataDir, { throwIfNoEntry: false })?.mtimeMs ?? 0) > DAY_MS;
    if (state === 'dead' || (state !== 'alive' && old)) await discardEmbeddedPostgres(dataDir);
  }
}

/** Starts one PostgreSQL in the temporary folder with a migrated template in it. `stop` removes everything. */
export async function startTestCluster(): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
  await sweep(tmpdir());
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir,
    durable: false,
    log: () => undefined,
    settings: { max_connections: '300', shared_buffers: '64MB', wal_level: 'minimal', max_wal_senders: '0' },
  });
  const part = (name: string) => `${name}-password-of-tests`;
  const passwords = {
    owner: part('owner'),
    web: part('web'),
    gateway: part('gateway'),
    engine: part('engine'),
    signer: part('signer'),
    reporter: part('reporter'),
    notice: part('notice'),
  };
  const urls = await ensureDatabase({ adminUrl: server.adminUrl, passwords, database: TEMPLATE });
  await migrate({ ownerUrl: urls.owner });
  const client = new pg.Client(changeUrl(server.adminUrl, { database: 'postgres' }));
  await client.connect();
  await client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`);
  await client.end();
  const stop = async () => {
    await server.stop();
    await discardEmbeddedPostgres(dataDir);
  };
  return { cluster: { adminUrl: server.adminUrl, template: TEMPLATE, passwords }, stop };
}
