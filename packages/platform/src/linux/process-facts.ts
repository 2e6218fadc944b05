import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** What /proc says of one process. */
export interface ProcessFacts {
  pid: number;
  /** Base name of the program file, without the kernel's ` (deleted)`; null when it may not be read. */
  program: string | null;
  argv: string[];
  /** Clock ticks since boot: with the pid it names a process once and for all. */
  startTicks: string;
}

function programOf(pid: number): string | null {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''));
  } catch {
    return null;
  }
}

/** Facts of a live process; null when there is none or only a zombie is left. */
export function readProcess(pid: number): ProcessFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return { pid, program: programOf(pid), argv, startTicks: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/** Whether the very process that `earlier` describes still lives. */
export function isStillRunning(earlier: ProcessFacts): boolean {
  return readProcess(earlier.pid)?.startTicks === earlier.startTicks;
}
