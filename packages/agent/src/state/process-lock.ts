import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
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

function holderOf(path: string): number | null {
  try {
    const [pid, start] = readFileSync(path, 'utf8').trim().split(' ');
    return startOf(Number(pid)) === start ? Number(pid) : null;
  } catch {
    return null;
  }
}

/** One agent a folder: throws StateError `in-use` while another one runs; what a crash left behind is taken over. */
export function takeProcessLock(folder: string): ProcessLock {
  const path = join(folder, 'lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(path, 'wx', 0o600);
      writeSync(handle, `${process.pid} ${startOf(process.pid)}\n`);
      closeSync(handle);
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = holderOf(path);
      if (pid !== null) {
        const text = `Another teredo-agent (process ${pid}) already runs on ${folder}. Stop it first, or give this one a folder of its own with --state-dir.`;
        throw new StateError('in-use', text);
      }
      rmSync(path, { force: true });
    }
  }
  throw new StateError('in-use', `Another teredo-agent is starting on ${folder}. Try again.`);
}
