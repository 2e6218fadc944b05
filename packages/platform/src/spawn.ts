import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** The only folders programs are started from. PATH is never asked: whoever can write to it can't stand in. */
export const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'] as const;

const FIXED_ENVIRONMENT = { LC_ALL: 'C.UTF-8', PATH: SYSTEM_FOLDERS.join(':') };

/** Why a program gave no result. `missing`: not in any system folder; `timed-out`: it was killed. */
export type ProgramErrorCode = 'missing' | 'timed-out' | 'not-started' | 'failed';

/** A program that could not do its work. The message holds the arguments and the end of what it printed. */
export class ProgramError extends Error {
  constructor(
    readonly code: ProgramErrorCode,
    readonly argv: readonly string[],
    readonly exitCode: number | null,
    readonly output: string,
    reason: string,
  ) {
    super(`${argv.join(' ')}: ${reason}${output === '' ? '' : `\n${output.slice(-1000)}`}`);
    this.name = 'ProgramError';
  }
}

/** What to run. `program` is a bare name that is looked up in SYSTEM_FOLDERS. */
export interface ProgramCall {
  program: string;
  args: readonly string[];
  timeoutMs: number;
  /** Added to the fixed environment; LC_ALL and PATH can't be changed. */
  environment?: Readonly<Record<string, string>> | undefined;
  /** User and group to run as; undefined: the agent's own. */
  identity?: { uid: number; gid: number } | undefined;
}

/** What a program that ended by itself gave back. Output beyond OUTPUT_CAP characters is dropped. */
export interface ProgramResult {
  argv: readonly string[];
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Most characters kept of each of a program's two outputs. */
export const OUTPUT_CAP = 256 * 1024;

/** Full path of a program in a system folder, or null when none has it. */
export function findProgram(name: string): string | null {
  if (name.includes('/')) throw new TypeError(`program names have no folder: ${name}`);
  for (const folder of SYSTEM_FOLDERS) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder; the next may have it.
    }
  }
  return null;
}

function programPath(name: string, args: readonly string[]): string {
  const path = findProgram(name);
  if (path !== null) return path;
  const reason = `not found in ${SYSTEM_FOLDERS.join(', ')}. Install the package that has ${name}.`;
  throw new ProgramError('missing', [name, ...args], null, '', reason);
}

function optionsFor(call: Omit<ProgramCall, 'timeoutMs'>): SpawnOptions {
  return {
    cwd: '/',
    env: { ...call.environment, ...FIXED_ENVIRONMENT },
    uid: call.identity?.uid,
    gid: call.identity?.gid,
  };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    if (text.length < OUTPUT_CAP) text += chunk.slice(0, OUTPUT_CAP - text.length);
  });
  return () => text;
}

/**
 * Runs a program to its end, whatever its exit code. Rejects with ProgramError when it is missing, can't be started
 * or is still running after `timeoutMs` (then it is killed).
 */
export function runProgram(call: ProgramCall): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const path = programPath(call.program, call.args);
    const argv = [path, ...call.args];
    const child = spawn(path, call.args, { ...optionsFor(call), stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, call.timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new ProgramError('not-started', argv, null, '', `could not be started (${error.message})`));
    });
    child.once('close', (exitCode, signal) => {
      clearTimeout(timer);
      if (!timedOut) return resolve({ argv, exitCode, signal, stdout: stdout(), stderr: stderr() });
      const reason = `no end after ${call.timeoutMs} ms, killed`;
      reject(new ProgramError('timed-out', argv, null, stdout() + stderr(), reason));
    });
  });
}

/** Like runProgram, and an exit code other than 0 rejects with ProgramError `failed`. Gives the standard output. */
export async function runToSuccess(call: ProgramCall): Promise<string> {
  const result = await runProgram(call);
  if (result.exitCode === 0) return result.stdout;
  const how = result.exitCode === null ? `ended by ${result.signal}` : `exit code ${result.exitCode}`;
  throw new ProgramError('failed', result.argv, result.exitCode, result.stdout + result.stderr, how);
}

/** A process that goes on. `stdout` gives what it has printed so far, `output` that and its complaints. */
export interface RunningProgram {
  process: ChildProcess;
  stdout: () => string;
  output: () => string;
}

/** Starts a program whose life the caller watches over: its input and output are pipes. */
export function startProgram(call: Omit<ProgramCall, 'timeoutMs'>): RunningProgram {
  const child = spawn(programPath(call.program, call.args), call.args, {
    ...optionsFor(call),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  return { process: child, stdout, output: () => stdout() + stderr() };
}

/**
 * Starts a program in a session of its own that outlives the agent; its output goes to the open file `logFd`.
 * Resolves with its process id once it runs.
 */
export function startDetached(call: Omit<ProgramCall, 'timeoutMs'>, logFd: number): Promise<number> {
  const path = programPath(call.program, call.args);
  const child = spawn(path, call.args, {
    ...optionsFor(call),
    detached: true,
    stdio: ['ignore', logFd, logFd],
  });
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(new ProgramError('not-started', [path, ...call.args], null, '', error.message));
    });
    child.once('spawn', () => {
      child.unref();
      resolve(child.pid!);
    });
  });
}
