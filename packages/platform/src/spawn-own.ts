import { spawn } from 'node:child_process';
import { OUTPUT_CAP } from './spawn';

/** How a program of our own ended; `exitCode` null: it was killed, by us after the time that it had, or could not be started. */
export interface OwnProgramEnd {
  exitCode: number | null;
  /** All that it printed. */
  output: string;
  timedOut: boolean;
}

/** Runs a program that is one of ours, by its full path and in this process's own environment, to its end. Never rejects. */
export function runOwnProgram(
  path: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<OwnProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
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
      child.kill('SIGKILL');
      child.stdout.destroy();
      child.stderr.destroy();
    }, timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ exitCode: null, output: error.message, timedOut });
    });
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, output, timedOut });
    });
  });
}

/** Whether somebody starts this process again once it has ended: systemd names every run of a service, and Windows' tasks do. */
export const isWatchedOver = (): boolean =>
  process.platform === 'win32' || process.env.INVOCATION_ID !== undefined;
