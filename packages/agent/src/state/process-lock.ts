import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf, holdFolder } from './held-file';
import { onWindows } from './rights';
import { StateError } from './state-error';

/** Held while an agent runs on a folder. */
export interface ProcessLock {
  release(): void;
}

/** Since when a process runs, in clock ticks after boot: with its id it names it even after the id was used again. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

const pathIn = (folder: string) => join(folder, 'lock');

/** Process id of the agent that runs on a folder; null: none does. */
export function runningAgent(folder: string): number | null {
  if (onWindows) return holderOf(folder);
  try {
    const [pid, start] = readFileSync(pathIn(folder), 'utf8').trim().split(' ');
    return startOf(Number(pid)) === start ? Number(pid) : null;
  } catch {
    return null;
  }
}

/** Takes the lock, with what it says in it from the first moment; false: it is taken, or was left behind. */
function create(folder: string): boolean {
  const own = `${pathIn(folder)}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${startOf(process.pid)}\n`, { mode: 0o600 });
  try {
    linkSync(own, pathIn(folder));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function inUse(folder: string, pid: number | null): StateError {
  const text = `Another teredo-agent (process ${pid ?? 'unknown'}) already runs on ${folder}. Stop it first, or give this one a folder of its own with --state-dir.`;
  return new StateError('in-use', text);
}

/** One agent a folder: throws StateError `in-use` while another one runs; what a crash left behind is taken over. */
export function takeProcessLock(folder: string): ProcessLock {
  if (onWindows) {
    const lock = holdFolder(folder);
    if (lock === null) throw inUse(folder, holderOf(folder));
    return lock;
  }
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (create(folder)) return { release: () => rmSync(pathIn(folder), { force: true }) };
    const pid = runningAgent(folder);
    if (pid !== null) throw inUse(folder, pid);
    rmSync(pathIn(folder), { force: true });
  }
  throw new StateError('in-use', `Another teredo-agent is starting on ${folder}. Try again.`);
}
