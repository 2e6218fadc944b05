import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { ProgramFolders, WindowsCommand } from '@teredo-fleet/teredo';
import { programPath } from '@teredo-fleet/teredo';
import { foldersOf } from './programs/program-folders';
import { ProgramError } from './spawn';
import { systemRootBy } from './system-root';

/** Ten thousand rules of a firewall, as `reg` prints them. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What a program that ended by itself printed, as bytes of its console, and how it ended. */
export interface WindowsResult {
  bytes: Uint8Array;
  exitCode: number | null;
}

/**
 * Runs a command to its end, whatever its exit code. Rejects with ProgramError `missing`, `not-started`, `timed-out`, and
 * `failed` where it printed more than anybody reads: of a part of it something could seem not to be there.
 */
export type RunWindows = (command: WindowsCommand) => Promise<WindowsResult>;

/** Windows' own folder, without a backslash at its end. */
export const systemRoot = (): string => systemRootBy(realpathSync.native, process.env.SystemRoot ?? '');

/** Where programs of the machine keep their data and are installed, as Windows tells every process. */
export function machineFolders(): { programData: string; programFiles: string } {
  const { ProgramData, ProgramFiles } = process.env;
  return { programData: ProgramData ?? 'C:\\ProgramData', programFiles: ProgramFiles ?? 'C:\\Program Files' };
}

/** Folders that a path of a program may begin with. */
export const programFolders = (): ProgramFolders => foldersOf(process.env);

/** PATH holds Windows' own folders alone: whoever can write to another can't stand in. */
function environmentOf(root: string): NodeJS.ProcessEnv {
  const { TEMP, TMP, SystemDrive } = process.env;
  return { SystemRoot: root, windir: root, SystemDrive, TEMP, TMP, PATH: `${root}\\System32;${root}` };
}

interface PathCall {
  path: string;
  args: readonly string[];
  timeoutMs: number;
}

const notStarted = (argv: readonly string[], { code, message }: NodeJS.ErrnoException) =>
  new ProgramError(
    code === 'ENOENT' ? 'missing' : 'not-started',
    argv,
    null,
    '',
    `could not be started (${message})`,
  );

/** Node throws some of what Windows says, as of a file that is no program, and tells the rest as an event. */
function start(path: string, args: readonly string[]): ChildProcessByStdio<null, Readable, null> {
  const root = systemRoot();
  try {
    return spawn(path, args, {
      cwd: `${root}\\System32`,
      env: environmentOf(root),
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    });
  } catch (error) {
    throw notStarted([path, ...args], error as NodeJS.ErrnoException);
  }
}

function runPath({ path, args, timeoutMs }: PathCall): Promise<WindowsResult> {
  return new Promise((resolve, reject) => {
    const argv = [path, ...args];
    const child = start(path, args);
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BYTES) chunks.push(chunk);
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill();
      child.stdout.destroy();
    }, timeoutMs);
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(notStarted(argv, error));
    });
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      if (timedOut)
        return reject(new ProgramError('timed-out', argv, null, '', `no end after ${timeoutMs} ms, killed`));
      if (size > MOST_BYTES)
        return reject(
          new ProgramError('failed', argv, exitCode, '', `printed more than ${MOST_BYTES} bytes`),
        );
      resolve({ bytes: Buffer.concat(chunks), exitCode });
    });
  });
}

/** Runs programs of this Windows, by their full path. */
export const runWindows: RunWindows = ({ program, args, timeoutMs }) =>
  runPath({ path: programPath(program, systemRoot()), args, timeoutMs });

/** What the agent looks after itself with; no job reaches these. Only fixed words and paths of this machine. */
export interface HouseCommand {
  program: 'schtasks' | 'icacls';
  args: readonly string[];
}

const HOUSE_TIMEOUT_MS = 60_000;

/** Runs one to its end, whatever its exit code. Rejects as RunWindows does. */
export type RunHouseCommand = (command: HouseCommand) => Promise<WindowsResult>;

export const runHouseCommand: RunHouseCommand = ({ program, args }) =>
  runPath({ path: `${systemRoot()}\\System32\\${program}.exe`, args, timeoutMs: HOUSE_TIMEOUT_MS });

/** Starts Windows' shell on a text of ours, which outlives this process. */
export function startShellLine(line: string): void {
  const root = systemRoot();
  const child = spawn(`${root}\\System32\\cmd.exe`, ['/d', '/s', '/c', `"${line}"`], {
    cwd: `${root}\\System32`,
    env: environmentOf(root),
    stdio: 'ignore',
    windowsHide: true,
    windowsVerbatimArguments: true,
    detached: true,
  });
  child.on('error', () => undefined);
  child.unref();
}
