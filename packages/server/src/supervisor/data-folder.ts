import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from './start-error';

/** A data folder that this process alone may use until `release`. */
export interface DataFolder {
  path: string;
  release(): Promise<void>;
}

/** Another server has the data folder. */
export class DataFolderTaken extends StartError {}

/** Longer than anybody takes between reading a lock and replacing it. */
const SETTLE_MS = 200;

interface Holder {
  pid: number;
  /** Tells a process from a later one with the same number; null where the platform can't say. */
  startedAt: string | null;
}

/** Kernel start time of a process: boot id and field 22 of /proc/<pid>/stat. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startOf(holder.pid) === holder.startedAt;
}

/** null: nobody holds it, or somebody writes it at this very moment. */
async function readHolder(file: string): Promise<Holder | null> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    const { pid, startedAt } = parsed as Partial<Holder>;
    return typeof pid === 'number' && pid > 0 ? { pid, startedAt: startedAt ?? null } : null;
  } catch {
    return null;
  }
}

async function writeHolder(file: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Puts this process in the place of one that is gone. Of several that do so at once, the last one has it. */
async function replaceHolder(file: string, holder: Holder): Promise<boolean> {
  const fresh = `${file}.${holder.pid}`;
  await writeFile(fresh, JSON.stringify(holder), { mode: 0o600 });
  await rename(fresh, file);
  await delay(SETTLE_MS);
  return (await readHolder(file))?.pid === holder.pid;
}

function explain(path: string, error: NodeJS.ErrnoException): StartError {
  const remedy = 'Set TEREDO_FLEET_DATA_DIR to a folder that this user may write to.';
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartError(`The data folder ${path} is not writable. ${remedy}`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartError(`The data folder ${path} is a file, or lies below one. ${remedy}`);
    case 'ENOSPC':
      return new StartError(
        `The disk of the data folder ${path} is full: free some space, then start again.`,
      );
    default:
      return new StartError(`The data folder ${path} can't be used (${error.message}). ${remedy}`);
  }
}

async function lock(path: string): Promise<string> {
  const file = join(path, 'supervisor.lock');
  const own: Holder = { pid: process.pid, startedAt: startOf(process.pid) };
  if (await writeHolder(file, own)) return file;
  let holder = await readHolder(file);
  if (holder === null) {
    // Let go just now, or still being written: only one that stays unreadable is replaced.
    await delay(SETTLE_MS);
    if (await writeHolder(file, own)) return file;
    holder = await readHolder(file);
  }
  if (holder !== null && holder.pid !== own.pid && isAlive(holder)) {
    throw new DataFolderTaken(
      `Teredo Fleet already runs on the data folder ${path} (process ${holder.pid}): stop it, or set TEREDO_FLEET_DATA_DIR to another folder.`,
    );
  }
  if (await replaceHolder(file, own)) return file;
  throw new StartError(`Another start on the data folder ${path} is under way: wait for it, or stop it.`);
}

const ANYBODY_WRITES = 0o002;
const STICKY = 0o1000;

/** Keys and the database lie in it: whoever may write to it could put others in their place. */
async function refuseOpen(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (process.platform === 'win32' || (mode & ANYBODY_WRITES) === 0) return;
  const also = (mode & STICKY) === 0 ? 'exchange' : 'add to';
  throw new StartError(
    `Any user may ${also} what is in the data folder ${path}. Run: chmod o-w '${path}', look whether all in it is yours, or set TEREDO_FLEET_DATA_DIR to another folder.`,
  );
}

/**
 * Makes the data folder when it is missing, and takes it for this process.
 *
 * @throws StartError when it can't be written, when anybody may write to it, or another supervisor has it.
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  try {
    await mkdir(path, { recursive: true, mode: 0o755 });
    await refuseOpen(path);
    const file = await lock(path);
    return { path, release: () => rm(file, { force: true }) };
  } catch (error) {
    throw error instanceof StartError ? error : explain(path, error as NodeJS.ErrnoException);
  }
}
