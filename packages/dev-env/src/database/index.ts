import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardEmbeddedPostgres, startEmbeddedPostgres } from '@teredo-fleet/db';

/** A PostgreSQL of its own, as durable as a server's. */
export interface OwnDatabase {
  /** Of the superuser; database `postgres`. */
  adminUrl: string;
  /** Process id of the postmaster. */
  pid: number;
  /** Stops it and removes its files. */
  discard(): Promise<void>;
}

/** Starts the PostgreSQL that comes along in a folder of its own, with nothing switched off. */
export async function startOwnDatabase(): Promise<OwnDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'teredo-fleet-database-'));
  chmodSync(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  return {
    adminUrl: postgres.adminUrl,
    pid: Number(readFileSync(join(postgres.folder, 'postmaster.pid'), 'utf8').split('\n')[0]),
    async discard() {
      await postgres.stop();
      await discardEmbeddedPostgres(dataDir);
    },
  };
}
