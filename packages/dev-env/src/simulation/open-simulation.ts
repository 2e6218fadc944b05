import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  changeUrl,
  DATABASE_PARTS,
  type DatabasePart,
  discardEmbeddedPostgres,
  ensureDatabase,
  migrate,
  startEmbeddedPostgres,
} from '@teredo-fleet/db';
import { SimulationStore } from './simulation-store';

const DATABASE = 'simulation';

/** A PostgreSQL of a simulation's own. `discard` stops it and removes its files. */
export interface OpenSimulation {
  store: SimulationStore;
  discard(): Promise<void>;
}

/** Starts the PostgreSQL that comes along, without waiting for disks: what it holds is invented. */
export async function openSimulation(): Promise<OpenSimulation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'teredo-fleet-simulation-'));
  chmodSync(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, log: () => undefined });
  const passwords = Object.fromEntries(
    DATABASE_PARTS.map((part) => [part, `${part}-password-of-a-simulation`]),
  ) as Record<DatabasePart, string>;
  const urls = await ensureDatabase({ adminUrl: postgres.adminUrl, passwords, database: DATABASE });
  await migrate({ ownerUrl: urls.owner });
  const adminUrl = changeUrl(postgres.adminUrl, { database: DATABASE });
  const store = await SimulationStore.open({ adminUrl, urls });
  return {
    store,
    async discard() {
      await store.close();
      await postgres.stop();
      await discardEmbeddedPostgres(dataDir);
    },
  };
}
