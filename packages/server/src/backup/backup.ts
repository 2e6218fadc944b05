import { createWriteStream } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { BackupError, databaseUrls, embeddedPort, writeBackup } from '@teredo-fleet/db';
import type { Configuration } from '../configuration';
import { deriveSecrets } from '../secrets';
import { type DataFolder, DataFolderTaken, takeDataFolder } from '../supervisor/data-folder';
import { openDatabase } from '../supervisor/database';
import { VERSION } from '../version';
import { type KeyFile, readKeyFiles } from './key-files';

export interface BackupMade {
  file: string;
  /** Whether the keys of the signer are in it: they may be on another machine. */
  hasSignerKeys: boolean;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** null: a server runs on it. */
async function takeUnlessRunning(dataDir: string): Promise<DataFolder | null> {
  try {
    return await takeDataFolder(dataDir);
  } catch (error) {
    if (error instanceof DataFolderTaken) return null;
    throw error;
  }
}

function masterIn(files: readonly KeyFile[], given: string | null, dataDir: string): string {
  const master = given ?? files.find(({ path }) => path === 'secret')?.text.trim();
  if (master !== undefined) return master;
  throw new BackupError(
    `There is no installation in ${dataDir}: name its folder with TEREDO_FLEET_DATA_DIR, or give TEREDO_FLEET_SECRET.`,
  );
}

interface Place {
  ownerUrl: string;
  close(): Promise<void>;
}

/** The database of this configuration: that of a server that runs, or started for as long as it takes. */
async function openOwner(configuration: Configuration, master: string): Promise<Place> {
  const passwords = deriveSecrets(master).databasePasswords;
  const { dataDir } = configuration;
  const folder = configuration.databaseUrl === null ? await takeUnlessRunning(dataDir) : null;
  if (configuration.databaseUrl === null && folder === null) {
    const port = embeddedPort(dataDir);
    if (port === null)
      throw new BackupError(`The server on ${dataDir} is just starting: try again in a minute.`);
    const adminUrl = `postgres://nobody@127.0.0.1:${port}/postgres`;
    return {
      ownerUrl: databaseUrls({ adminUrl, passwords, database: 'teredo_fleet' }).owner,
      close: async () => undefined,
    };
  }
  const database = await openDatabase(configuration, () => undefined);
  const { adminUrl, name, embedded } = database;
  return {
    ownerUrl: databaseUrls({ adminUrl, passwords, database: name }).owner,
    async close() {
      await embedded?.stop();
      await folder?.release();
    },
  };
}

async function flushFolder(file: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

/**
 * Writes database and keys into one file, which is there whole or not at all. Servers go on meanwhile.
 *
 * @throws BackupError, StartError with what to do.
 */
export async function backUp(configuration: Configuration, file: string): Promise<BackupMade> {
  if (await exists(file)) throw new BackupError(`${file} exists already: name another file.`);
  // Before the database: what the signer signed last must not be newer than the rows.
  const files = await readKeyFiles(configuration.dataDir);
  const place = await openOwner(configuration, masterIn(files, configuration.secret, configuration.dataDir));
  const fresh = `${file}.part`;
  try {
    // What an earlier try left; nothing that somebody else has put there is written to.
    await rm(fresh, { force: true });
    const bytes = writeBackup(place.ownerUrl, { version: VERSION, files });
    const out = createWriteStream(fresh, { mode: 0o600, flags: 'wx', flush: true });
    await pipeline(Readable.from(bytes), createGzip(), out);
    await rename(fresh, file);
    await flushFolder(file);
  } finally {
    await rm(fresh, { force: true });
    await place.close();
  }
  return { file, hasSignerKeys: files.some(({ path }) => path.startsWith('signer')) };
}
