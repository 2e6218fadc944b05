import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { canEnter, type ServiceAccount } from './service-account';

/** Where things go that the database's own user could not enter otherwise. */
export const FALLBACK_ROOT = '/var/lib/teredo-fleet';

/** Where one database lives: the cluster in `cluster`, beside it what we keep of it. */
export interface Location {
  root: string;
  cluster: string;
  passwordFile: string;
  portFile: string;
  ownerFile: string;
  logFile: string;
}

const within = (root: string): Location => ({
  root,
  cluster: join(root, 'cluster'),
  passwordFile: join(root, 'password'),
  portFile: join(root, 'port'),
  ownerFile: join(root, 'owner.json'),
  logFile: join(root, 'postgres.log'),
});

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    chmodSync(folder, 0o711);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new EmbeddedPostgresError(
      'unreachable',
      `The folder ${folder} can't be made or written: ${text}. Give this user the right to, or name another folder with TEREDO_FLEET_DATA_DIR.`,
      { cause },
    );
  }
}

/** The folder elsewhere that this data folder uses; its name is kept in the data folder. */
function fallbackFolder(dataDir: string, fallbackRoot: string): string {
  const note = join(dataDir, 'postgres-folder');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  const folder = join(fallbackRoot, `postgres-${randomBytes(6).toString('hex')}`);
  writeFileSync(note, `${folder}\n`, { mode: 0o600 });
  return folder;
}

/** `<dataDir>/postgres`, or a folder under `fallbackRoot` when the account can't enter that one; `log` is told. */
export function chooseLocation(
  dataDir: string,
  account: ServiceAccount | null,
  fallbackRoot: string,
  log: (line: string) => void,
): Location {
  const own = join(dataDir, 'postgres');
  makeFolder(own);
  if (account === null || canPass(account, own)) return within(own);
  const folder = fallbackFolder(dataDir, fallbackRoot);
  makeFolder(folder);
  if (!canPass(account, folder))
    throw new EmbeddedPostgresError(
      'unreachable',
      `The user "postgres" can enter neither ${own} nor ${folder}. Name a folder it can enter with TEREDO_FLEET_DATA_DIR, or set DATABASE_URL.`,
    );
  log(
    `The database is kept in ${folder}: PostgreSQL may not run as root, and its user can't enter ${dataDir}.`,
  );
  return within(folder);
}

/** Whether the account gets to what lies in this folder; entering it (x) is enough, listing it is not needed. */
function canPass(account: ServiceAccount, root: string): boolean {
  const probe = join(root, 'reachable');
  mkdirSync(probe, { recursive: true, mode: 0o755 });
  return canEnter(account, probe);
}
