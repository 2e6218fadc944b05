import {
  buildWindowsObservation,
  decodeConsoleBytes,
  isInCommandTable,
  type Observation,
  rawWindowsOf,
  releaseOfAnswers,
  VERSION_READING,
  type WindowsAnswers,
  type WindowsCommand,
  type WindowsReading,
  type WindowsRelease,
  windowsReadings,
} from '@teredo-fleet/teredo';
import type { ProcessRunner } from '../host/processes';

/** One look at the machine: what it was asked and answered. */
export interface WindowsLook {
  answers: WindowsAnswers;
  release: WindowsRelease | null;
}

export interface WindowsEdge {
  look(): WindowsLook;
  observe(): Observation;
  /** Runs a command of the closed table. Throws for any other, and when it can't be started. */
  run(
    command: WindowsCommand,
    release: WindowsRelease,
  ): { exitCode: number | null; text: string; command: string };
}

/** The machine as the programs of Windows tell it, read in its OEM code page (null: not known). */
export function createWindowsEdge(
  runner: ProcessRunner,
  { oemCodePage, now }: { oemCodePage: number | null; now: () => number },
): WindowsEdge {
  function answerOf({ command }: WindowsReading): WindowsAnswers[keyof WindowsAnswers] {
    try {
      const { exitCode, output } = runner.run(command);
      return exitCode === null ? null : { text: decodeConsoleBytes(output, oemCodePage).text, exitCode };
    } catch (_error) {
      // A program that hangs or is missing: what it would have said is not known.
      return null;
    }
  }

  function look(): WindowsLook {
    const answers: WindowsAnswers = { [VERSION_READING.name]: answerOf(VERSION_READING) };
    const release = releaseOfAnswers(answers);
    if (release === null) return { answers, release };
    for (const reading of windowsReadings(release)) answers[reading.name] = answerOf(reading);
    return { answers, release };
  }

  return {
    look,
    observe() {
      const { answers } = look();
      const at = now();
      const times = { configured: at, effective: at, reachable: at, firewall: at };
      return buildWindowsObservation(rawWindowsOf(answers, { times, probe: null, ping: null }));
    },
    run(command, release) {
      if (!isInCommandTable(command, release))
        throw new Error(`${command.program} ${command.args.join(' ')} is not in the table of commands.`);
      const { exitCode, output, command: text } = runner.run(command);
      return { exitCode, text: decodeConsoleBytes(output, oemCodePage).text, command: text };
    },
  };
}
