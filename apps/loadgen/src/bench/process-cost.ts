import { readFileSync } from 'node:fs';

/** Clock ticks a second of /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export interface ProcessCost {
  /** Resident memory, kB. */
  rssKb: number;
  /** Resident memory with shared pages divided among their users, kB. */
  pssKb: number;
  /** Processor time since the process began, milliseconds. */
  cpuMs: number;
}

const kilobytes = (text: string, name: string) =>
  Number(text.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))?.[1] ?? Number.NaN);

/** What a process costs now, read from /proc. Throws when the process is gone. */
export function readProcessCost(pid: number): ProcessCost {
  const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return {
    rssKb: kilobytes(memory, 'Rss'),
    pssKb: kilobytes(memory, 'Pss'),
    cpuMs: (ticks * 1000) / TICKS_PER_SECOND,
  };
}
