import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from './start-error';

/** A data folder that this process alone may use until `release`. */
export interface DataFolder {
  path: string;
  release(): Promise<void>;
}

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

async function readHolder(file: string): Promise<Holder | null> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    const { pid, startedAt } = parsed as Partial<Holder>;
    return typeof pid === 'number' && pid > 0 ? { pid, startedAt: startedAt ?? null } : null;
  } catch {
    return null;
  }
}

async function writeHolder(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    const holder: Holder = { pid: process.pid, startedAt: startOf(process.pid) };
    await handle.writeFile(JSON.stringify(holder)).finally(() => handle.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
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
  if (await writeHolder(file)) return file;
  const holder = await readHolder(file);
  if (holder !== null && holder.pid !== process.pid && isAlive(holder)) {
    throw new StartError(
      `Teredo Fleet already runs on the data folder ${path} (process ${holder.pid}): stop it, or set TEREDO_FLEET_DATA_DIR to another folder.`,
    );
  }
  await rm(file, { force: true });
  if (await writeHolder(file)) return file;
  throw new StartError(`Another start on the data folder ${path} is under way: wait for it, or stop it.`);
}

/**
 * Makes the data folder when it is missing, and takes it for this process.
 *
 * @throws StartError when it can't be written, or another supervisor has it.
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  try {
    await mkdir(path, { recursive: true, mode: 0o755 });
    const file = await lock(path);
    return { path, release: () => rm(file, { force: true }) };
  } catch (error) {
    throw error instanceof StartError ? error : explain(path, error as NodeJS.ErrnoException);
  }
}
