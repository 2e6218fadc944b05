import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { childrenOf, readCpuMs } from './process-cost';
import { until } from './until';

/** A process table of its own, whose processor time is counted whole. Needs root. */
export interface ProcessSpace {
  /** Puts a command into it. */
  join(argv: string[]): string[];
  /** Its processes by their numbers outside. */
  pids(): number[];
  /** Processor time of all of them, ended ones included, milliseconds. */
  allCpuMs(): number;
  close(): void;
}

const spaceOf = (pid: number): string | null => {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return null;
  }
};

/** Opens one. Its first process takes in all that lose their parent, and with them the time that they took. */
export async function openProcessSpace(): Promise<ProcessSpace> {
  const holder: ChildProcess = spawn(
    'unshare',
    ['--pid', '--fork', '--kill-child', 'sh', '-c', 'while :; do sleep 3600; done'],
    { stdio: 'ignore' },
  );
  const outer = holder.pid ?? 0;
  const first = await until('the process space is there', () => childrenOf(outer)[0] ?? null);
  const space = spaceOf(first);
  const pids = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => spaceOf(pid) === space);
  return {
    join: (argv: string[]) => ['nsenter', `--pid=/proc/${first}/ns/pid`, '--', ...argv],
    pids,
    allCpuMs: () => pids().reduce((sum, pid) => sum + cpuOf(pid), 0),
    close: () => holder.kill('SIGKILL'),
  };
}

function cpuOf(pid: number): number {
  try {
    return readCpuMs(pid);
  } catch {
    return 0;
  }
}
