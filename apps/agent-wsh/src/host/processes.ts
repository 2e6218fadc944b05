import { commandLine, type WindowsCommand } from '@teredo-fleet/teredo';
import { fileExists, makeFolder, readAscii, removeFile, takeBytes, writeAscii } from './files';
import { shell, systemFolder, systemRoot } from './shell';
import { sleep } from './sleep';

export interface ProgramResult {
  /** The command line, for evidence and reports. */
  command: string;
  /** Null: it did not end in time, and may still run. */
  exitCode: number | null;
  /** What it printed, in the code page of its console. */
  output: Uint8Array;
}

export interface ProcessRunner {
  /** Throws when a program that was given up still runs. */
  run(command: WindowsCommand): ProgramResult;
  /**
   * Several in one console, one after another, which takes a fraction of the time. What stands after one that did not
   * end in time is not waited for, and is null.
   */
  runAll(commands: WindowsCommand[]): (ProgramResult | null)[];
}

const HIDDEN = 0;
const LOOK_EVERY_MS = 50;
const ENDINGS = ['cmd', 'out', 'done'];

/** Text of a file; empty while there is none, or while somebody still writes it. */
function textSoFar(path: string): string {
  try {
    return fileExists(path) ? readAscii(path) : '';
  } catch (_error) {
    return '';
  }
}

/** What can't be removed yet is written over by the next run of that name. */
function removeIfPossible(path: string): void {
  try {
    removeFile(path);
  } catch (_error) {
    // The console that ran it is not quite done with it.
  }
}

/** What stands in a batch file means itself. */
const asBatchText = (line: string): string => line.replace(/%/g, '%%');

/**
 * Runs programs hidden, one after another, through a batch file in a folder of the agent's own: output and exit code
 * come in files, so that no console flashes and a program that hangs can be given up. Nothing else is run beside one
 * that was given up, until it ends.
 */
export function createProcessRunner(folder: string): ProcessRunner {
  let hanging: { command: string; done: string } | null = null;
  let runs = 0;

  const path = (name: string, ending: string): string => `${folder}\\${name}.${ending}`;

  function clear(names: string[]): void {
    for (const name of names) for (const ending of ENDINGS) removeFile(path(name, ending));
  }

  /** The first name is that of the batch file too. */
  function prepare(commands: string[], names: string[]): void {
    makeFolder(folder);
    clear(names);
    const lines = commands.map((command, index) => {
      const name = names[index] as string;
      const run = `${asBatchText(command)} >${name}.out 2>&1 <nul`;
      return `${run}\r\n>${name}.done echo %errorlevel%\r\n`;
    });
    writeAscii(path(names[0] as string, 'cmd'), `@echo off\r\n${lines.join('')}`);
  }

  function start(name: string): void {
    const before = shell().CurrentDirectory;
    shell().CurrentDirectory = folder;
    shell().Run(`"${systemFolder()}cmd.exe" /d /c .\\${name}.cmd`, HIDDEN, false);
    shell().CurrentDirectory = before;
  }

  /** The exit code once the program has ended; null when it did not in time. */
  function waitFor(done: string, timeoutMs: number): number | null {
    for (let waited = 0; ; waited += LOOK_EVERY_MS) {
      const said = /^(-?[0-9]+)[^\n]*\n/.exec(textSoFar(done));
      if (said !== null) return Number(said[1]);
      if (waited >= timeoutMs) return null;
      sleep(LOOK_EVERY_MS);
    }
  }

  function refuseBesideHanging(): void {
    if (hanging !== null && waitFor(hanging.done, 0) === null) {
      const text = `${hanging.command} still runs, and nothing else is run beside it. Restart the machine if it never ends.`;
      throw new Error(text);
    }
    hanging = null;
  }

  function outputOf(name: string): Uint8Array {
    const output = path(name, 'out');
    return fileExists(output) ? takeBytes(output) : new Uint8Array(0);
  }

  function runAll(commands: WindowsCommand[]): (ProgramResult | null)[] {
    refuseBesideHanging();
    if (commands.length === 0) return [];
    runs = (runs + 1) % 1000;
    const names = commands.map((_, index) => `run${runs}-${index}`);
    const texts = commands.map((command) => commandLine(command, systemRoot()));
    prepare(texts, names);
    start(names[0] as string);
    const results: (ProgramResult | null)[] = [];
    for (let index = 0; index < commands.length; index += 1) {
      const [name, text] = [names[index] as string, texts[index] as string];
      if (hanging !== null) {
        results.push(null);
        continue;
      }
      const exitCode = waitFor(path(name, 'done'), (commands[index] as WindowsCommand).timeoutMs);
      // Nothing runs beside the whole of it.
      if (exitCode === null)
        hanging = { command: text, done: path(names[names.length - 1] as string, 'done') };
      results.push({
        command: text,
        exitCode,
        output: exitCode === null ? new Uint8Array(0) : outputOf(name),
      });
    }
    if (hanging === null)
      for (const name of names) for (const ending of ENDINGS) removeIfPossible(path(name, ending));
    return results;
  }

  return { run: (command) => runAll([command])[0] as ProgramResult, runAll };
}
