import { fileExists, makeFolder, readAscii, removeFile, takeBytes, writeAscii } from './files';
import { scriptHost } from './host';
import { shell, systemFolder } from './shell';

/** What to run: a program of Windows' own folder by its bare name. Arguments are ASCII, quoted where they need it. */
export interface ProgramCall {
  program: string;
  args: string[];
  timeoutMs: number;
}

export interface ProgramResult {
  /** The command line, for evidence and reports. */
  command: string;
  /** Null: it did not end in time, and may still run. */
  exitCode: number | null;
  /** What it printed, in the code page of its console. */
  output: Uint8Array;
}

export interface ProcessRunner {
  run(call: ProgramCall): ProgramResult;
}

const HIDDEN = 0;
const LOOK_EVERY_MS = 50;
/** Nothing that a console or a batch file would take for something else. */
const PLAIN_ARGUMENT = /^[A-Za-z0-9 _.,:;\\/=()+@{}[\]*-]*$/;

function quoted(argument: string): string {
  if (!PLAIN_ARGUMENT.test(argument)) throw new Error(`an argument can't be passed on: ${argument}`);
  return /[ ;,=()]/.test(argument) && !/^[a-z]+=[^ ]*$/.test(argument) ? `"${argument}"` : argument;
}

/**
 * Runs programs hidden, one after another, through a batch file in a folder of the agent's own: output and exit code
 * come in files, so that no console flashes and a program that hangs can be given up. One that was given up keeps the
 * folder until it ends: nothing else is run beside it.
 */
export function createProcessRunner(folder: string): ProcessRunner {
  let hanging: { command: string; done: string } | null = null;
  let runs = 0;

  function prepare(call: ProgramCall, name: string): string {
    const command = [`"${systemFolder()}${call.program}"`, ...call.args.map(quoted)].join(' ');
    makeFolder(folder);
    for (const old of ['cmd', 'out', 'done']) removeFile(`${folder}\\${name}.${old}`);
    const lines = ['@echo off', `${command} >${name}.out 2>&1 <nul`, `>${name}.done echo %errorlevel%`];
    writeAscii(`${folder}\\${name}.cmd`, `${lines.join('\r\n')}\r\n`);
    return command;
  }

  /** The exit code once the program has ended; null when it did not in time. */
  function waitFor(done: string, timeoutMs: number): number | null {
    for (let waited = 0; ; waited += LOOK_EVERY_MS) {
      const said = fileExists(done) ? /^(-?[0-9]+)[^\n]*\n/.exec(readAscii(done)) : null;
      if (said !== null) return Number(said[1]);
      if (waited >= timeoutMs) return null;
      scriptHost().Sleep(LOOK_EVERY_MS);
    }
  }

  function run(call: ProgramCall): ProgramResult {
    if (hanging !== null && waitFor(hanging.done, 0) === null)
      throw new Error(
        `${hanging.command} still runs, and nothing else is run beside it. Restart the machine if it never ends.`,
      );
    hanging = null;
    runs += 1;
    const name = `run${runs % 1000}`;
    const command = prepare(call, name);
    const done = `${folder}\\${name}.done`;
    const before = shell().CurrentDirectory;
    shell().CurrentDirectory = folder;
    shell().Run(`"${systemFolder()}cmd.exe" /d /c ${name}.cmd`, HIDDEN, false);
    shell().CurrentDirectory = before;
    const exitCode = waitFor(done, call.timeoutMs);
    if (exitCode === null) {
      hanging = { command, done };
      return { command, exitCode, output: new Uint8Array(0) };
    }
    const out = `${folder}\\${name}.out`;
    const output = fileExists(out) ? takeBytes(out) : new Uint8Array(0);
    for (const ending of ['cmd', 'out', 'done']) removeFile(`${folder}\\${name}.${ending}`);
    return { command, exitCode, output };
  }

  return { run };
}
