import { spawn } from 'node:child_process';
import type { WindowsCommand } from '@teredo-fleet/teredo';
import { programPath } from '@teredo-fleet/teredo';
import { OUTPUT_CAP, ProgramError } from './spawn';

/** What a program that ended by itself printed, as bytes of its console, and how it ended. */
export interface WindowsResult {
  bytes: Uint8Array;
  exitCode: number | null;
}

/** Runs a command to its end, whatever its exit code. Rejects with ProgramError `missing`, `not-started`, `timed-out`. */
export type RunWindows = (command: WindowsCommand) => Promise<WindowsResult>;

/** Windows' own folder, as Windows tells every process. */
function systemRoot(): string {
  const told = process.env.SystemRoot ?? '';
  return /^[A-Za-z]:\\/.test(told) ? told : 'C:\\Windows';
}

/** PATH holds Windows' own folders alone: whoever can write to another can't stand in. */
function environmentOf(root: string): NodeJS.ProcessEnv {
  const { TEMP, TMP, SystemDrive } = process.env;
  return { SystemRoot: root, windir: root, SystemDrive, TEMP, TMP, PATH: `${root}\\System32;${root}` };
}

/** Runs programs of this Windows, by their full path. */
export const runWindows: RunWindows = (command) =>
  new Promise((resolve, reject) => {
    const root = systemRoot();
    const path = programPath(command.program, root);
    const argv = [path, ...command.args];
    const child = spawn(path, command.args, {
      cwd: `${root}\\System32`,
      env: environmentOf(root),
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      if (size < OUTPUT_CAP) chunks.push(chunk);
      size += chunk.length;
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill();
      child.stdout.destroy();
    }, command.timeoutMs);
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const code = error.code === 'ENOENT' ? 'missing' : 'not-started';
      reject(new ProgramError(code, argv, null, '', `could not be started (${error.message})`));
    });
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      if (!timedOut) return resolve({ bytes: Buffer.concat(chunks), exitCode });
      const reason = `no end after ${command.timeoutMs} ms, killed`;
      reject(new ProgramError('timed-out', argv, null, '', reason));
    });
  });
