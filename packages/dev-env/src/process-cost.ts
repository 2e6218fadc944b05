import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Clock ticks a second of /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export interface ProcessCost {
  /** Resident memory, kB. */
  rssKb: number;
  /** Resident memory with shared pages divided among their users, kB. */
  pssKb: number;
  /** Processor time since the process began, that of its ended children included, milliseconds. */
  cpuMs: number;
  /** How often its main thread slept and was woken since it began. */
  wakeups: number;
}

const kilobytes = (text: string, name: string) =>
  Number(text.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))?.[1] ?? Number.NaN);

/** Fields of /proc/PID/stat after the name of the program. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Processor time of a process since it began, that of its ended children included, milliseconds. */
export function readCpuMs(pid: number): number {
  const ticks = statOf(pid)
    .slice(11, 15)
    .reduce((sum, field) => sum + Number(field), 0);
  return (ticks * 1000) / TICKS_PER_SECOND;
}

/** What a process costs now, read from /proc. Throws when the process is gone. */
export function readProcessCost(pid: number): ProcessCost {
  const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    rssKb: kilobytes(memory, 'Rss'),
    pssKb: kilobytes(memory, 'Pss'),
    cpuMs: readCpuMs(pid),
    wakeups: Number(status.match(/^voluntary_ctxt_switches:\s+(\d+)/m)?.[1] ?? Number.NaN),
  };
}

/** Lets the most that a process ever held begin anew from what it holds now. */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** The most resident memory that a process held since it began or its peak was forgotten, kB; NaN: it is gone. */
export function readPeakKb(pid: number): number {
  try {
    return kilobytes(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmHWM');
  } catch {
    return Number.NaN;
  }
}

/** Whether a process runs; one that ended and was not waited for yet is as good as gone. */
export function isRunning(pid: number): boolean {
  try {
    return statOf(pid)[0] !== 'Z';
  } catch {
    return false;
  }
}

/** Process ids of the children of a process. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => {
      try {
        return Number(statOf(other)[1]) === pid;
      } catch {
        return false;
      }
    });
}

/** Processor time of a process and of its children, milliseconds. */
export function readTreeCpuMs(pid: number): number {
  const all = [pid, ...childrenOf(pid)];
  return all.reduce((sum, one) => {
    try {
      return sum + readCpuMs(one);
    } catch {
      return sum;
    }
  }, 0);
}
