import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findBinaries } from './binaries';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { freePort } from './free-port';
import { initialiseCluster, SUPERUSER } from './initialise-cluster';
import { launch, waitUntilReady } from './launch';
import { chooseLocation, FALLBACK_ROOT, type Location } from './location';
import { giveUpOwnership, takeOwnership } from './ownership';
import { clearLeftovers, stopPostmaster } from './postmaster';
import { serviceAccount } from './service-account';

export interface EmbeddedPostgresOptions {
  /** Absolute path of the data folder; the database goes into `postgres` in it. */
  dataDir: string;
  /** A port to prefer; otherwise the one of last time, otherwise any free one. */
  port?: number;
  /** Told one sentence at a time about what a person should know. */
  log: (line: string) => void;
  /** Settings of postgresql.conf, by name. */
  settings?: Record<string, string>;
  /** false: may lose everything in a power cut; for tests. */
  durable?: boolean;
  /** Where things go that the database's own user could not enter otherwise (as root only). */
  fallbackRoot?: string;
}

export interface EmbeddedPostgres {
  /** Of the superuser, database `postgres`, on 127.0.0.1. */
  adminUrl: string;
  port: number;
  /** Where the cluster really is. */
  folder: string;
  /** Resolves when the database ends, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const ATTEMPTS = 5;
/** Taken port, or the last backends of a killed postmaster: both pass in a moment. */
const PASSING = /could not bind|already in use|still in use/;
const UNSAFE: Record<string, string> = { fsync: 'off', full_page_writes: 'off' };

function rememberedPort(location: Location): number | null {
  const port = existsSync(location.portFile) ? Number(readFileSync(location.portFile, 'utf8')) : Number.NaN;
  return Number.isInteger(port) && port > 0 ? port : null;
}

/**
 * Starts the PostgreSQL that comes with Teredo Fleet and waits until it answers. A database that outlived its server is
 * stopped first, one that crashed recovers. One process at a time may run the database of a data folder.
 * Throws EmbeddedPostgresError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, durable = true, fallbackRoot = FALLBACK_ROOT } = options;
  if (!isAbsolute(dataDir)) throw new TypeError(`dataDir is not an absolute path: ${dataDir}`);
  const account = serviceAccount();
  const binaries = findBinaries(account, fallbackRoot, log);
  const location = chooseLocation(dataDir, account, fallbackRoot, log);
  takeOwnership(location.ownerFile);
  try {
    await clearLeftovers(location, binaries, account, log);
    const password = await initialiseCluster(location, binaries, account, durable);
    const settings = { max_connections: '200', ...(durable ? {} : UNSAFE), ...options.settings };
    for (let attempt = 1; ; attempt++) {
      const port = await freePort(options.port ?? rememberedPort(location));
      const child = launch({ location, binaries, account, port, settings });
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      const connection = { host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres' };
      try {
        await waitUntilReady(child, connection, location);
      } catch (error) {
        await stopPostmaster(location, binaries, account);
        const passes = error instanceof EmbeddedPostgresError && PASSING.test(error.message);
        if (!passes || attempt === ATTEMPTS) throw error;
        await delay(400 * attempt);
        continue;
      }
      writeFileSync(location.portFile, `${port}\n`, { mode: 0o600 });
      const stop = async () => {
        await stopPostmaster(location, binaries, account);
        await ended;
        giveUpOwnership(location.ownerFile);
      };
      const adminUrl = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
      return { adminUrl, port, folder: location.cluster, ended, stop };
    }
  } catch (error) {
    giveUpOwnership(location.ownerFile);
    throw error;
  }
}
