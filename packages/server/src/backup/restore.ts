import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import {
  BackupError,
  type BackupHeader,
  type BackupPart,
  createPool,
  ensureDatabase,
  findPrismaFolder,
  loadBackup,
  migrate,
  migrationNames,
  readBackup,
} from '@teredo-fleet/db';
import type { Configuration } from '../configuration';
import { deriveSecrets } from '../secrets';
import { takeDataFolder } from '../supervisor/data-folder';
import { openDatabase } from '../supervisor/database';
import { judgeRestored, type RestoredTrail } from './judge-restored';
import { writeKeyFiles } from './key-files';

export interface Restored {
  header: BackupHeader;
  trail: RestoredTrail;
}

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file).pipe(createGunzip()) as AsyncIterable<Buffer>;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BackupError(
      `${file} cannot be unpacked (${why}): take another copy of it, or an earlier backup.`,
    );
  }
}

async function* partsOf(file: string): AsyncGenerator<BackupPart> {
  // A stream that fails tells whoever pipes it, and not what it is piped into.
  const readable = createReadStream(file);
  await new Promise<void>((opened, failed) => {
    readable.once('open', () => opened());
    readable.once('error', () =>
      failed(new BackupError(`${file} cannot be opened: is it there, and may you read it?`)),
    );
  });
  readable.destroy();
  yield* readBackup(unpacked(file));
}

/** Reads all of it: what it says first, once it is known to be whole. */
async function checkWhole(file: string): Promise<BackupHeader> {
  let header: BackupHeader | null = null;
  for await (const part of partsOf(file)) if (part.kind === 'header') header = part.header;
  const unknown = header!.migrations.filter((name) => !migrationNames(findPrismaFolder()).includes(name));
  if (unknown.length === 0) return header!;
  throw new BackupError(
    `The backup was made by a newer Teredo Fleet (${header!.version}, with ${unknown.join(', ')}): restore it with that version.`,
  );
}

const OURS = ['secret', 'signer', 'postgres', 'postgres-folder'];

async function refuseUsed(dataDir: string): Promise<void> {
  const found = (await readdir(dataDir)).filter((name) => OURS.includes(name));
  if (found.length === 0) return;
  throw new BackupError(
    `${dataDir} holds an installation already (${found.join(', ')}). A backup is restored into an empty folder: name one with TEREDO_FLEET_DATA_DIR.`,
  );
}

async function refuseTables(ownerUrl: string): Promise<void> {
  const pool = createPool(ownerUrl, { max: 1, name: 'teredo-fleet restore' });
  try {
    const { rows } = await pool.query(`select to_regclass('public._prisma_migrations') is not null as used`);
    if (!rows[0].used) return;
    throw new BackupError(
      'The database of DATABASE_URL holds tables of Teredo Fleet already. A backup is restored into an empty one: name it with DATABASE_URL.',
    );
  } finally {
    await pool.end();
  }
}

function masterOf({ files }: BackupHeader, given: string | null): string {
  const master = given ?? files.find(({ path }) => path === 'secret')?.text.trim();
  if (master !== undefined) return master;
  throw new BackupError(
    'The master secret is not in this backup, since it was given by TEREDO_FLEET_SECRET: set that to the same secret.',
  );
}

async function putBack(
  configuration: Configuration,
  file: string,
  header: BackupHeader,
): Promise<RestoredTrail> {
  const passwords = deriveSecrets(masterOf(header, configuration.secret)).databasePasswords;
  const { embedded, adminUrl, name } = await openDatabase(configuration, () => undefined);
  try {
    const { owner } = await ensureDatabase({ adminUrl, database: name, passwords });
    await refuseTables(owner);
    await migrate({ ownerUrl: owner, only: header.migrations });
    await loadBackup(owner, partsOf(file));
    await migrate({ ownerUrl: owner });
    await writeKeyFiles(configuration.dataDir, header.files);
    return await judgeRestored(owner, header, configuration);
  } finally {
    await embedded?.stop();
  }
}

/**
 * Puts a backup into an empty data folder and an empty database, checks the audit chain, and says what was lost since.
 *
 * @throws BackupError, StartError with what to do; nothing is touched before the backup is known to be whole.
 */
export async function restore(configuration: Configuration, file: string): Promise<Restored> {
  const header = await checkWhole(file);
  const folder = await takeDataFolder(configuration.dataDir);
  try {
    await refuseUsed(configuration.dataDir);
    return { header, trail: await putBack(configuration, file, header) };
  } finally {
    await folder.release();
  }
}
