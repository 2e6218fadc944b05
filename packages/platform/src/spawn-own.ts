import { type ChildProcess, spawn } from 'node:child_process';
import { OUTPUT_CAP } from './spawn';

/** How a program of our own ended; `exitCode` null: it was killed, by us after the time that it had, or could not be started. */
export interface OwnProgramEnd {
  exitCode: number | null;
  /** All that it printed. */
  output: string;
  timedOut: boolean;
}

/** Ends a program with all that it started: on Windows what a program started goes with it. */
function endWhole({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** How long a program of ours may take; `signal` ends it before. */
export interface OwnProgramTime {
  timeoutMs: number;
  signal: AbortSignal;
}

/**
 * Runs a program that is one of ours, by its full path and in this process's own environment, to its end; it never
 * outlives this process. Never rejects.
 */
export function runOwnProgram(
  path: string,
  args: readonly string[],
  { timeoutMs, signal }: OwnProgramTime,
): Promise<OwnProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(path, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // A group of its own, so that all of it can be ended.
      detached: process.platform !== 'win32',
    });
    const end = () => {
      endWhole(child);
      child.stdout.destroy();
      child.stderr.destroy();
    };
    signal.addEventListener('abort', end);
    process.once('exit', end);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        output = (output + chunk).slice(-OUTPUT_CAP);
      });
    }
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, timeoutMs);
    const over = () => {
      clearTimeout(timer);
      process.off('exit', end);
      signal.removeEventListener('abort', end);
    };
    child.once('error', (error) => {
      over();
      resolve({ exitCode: null, output: error.message, timedOut });
    });
    child.once('close', (exitCode) => {
      over();
      resolve({ exitCode, output, timedOut });
    });
  });
}

/** Starts a program that is one of ours, which outlives this process. Resolves once it runs. */
export function startOwnProgram(path: string, args: readonly string[]): Promise<void> {
  const child = spawn(path, args, { stdio: 'ignore', windowsHide: true, detached: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

/** Whether systemd runs this process, and starts it again once it has ended: it names every run of a service. */
export const isWatchedOver = (): boolean => process.env.INVOCATION_ID !== undefined;
