import {
  answerOfBytes,
  buildWindowsObservation,
  isInCommandTable,
  type Observation,
  type ProgramRules,
  programReadings,
  programRulesOf,
  rawWindowsOf,
  readSaid,
  releaseOfAnswers,
  type SaidPiece,
  VERSION_READING,
  type WindowsAnswers,
  type WindowsCommand,
  type WindowsReading,
  type WindowsRelease,
  windowsReadings,
} from '@teredo-fleet/teredo';
import { messageOf } from '../host/host';
import type { ProcessRunner, ProgramResult } from '../host/processes';

/** One look at the machine: what it was asked and answered. */
export interface WindowsLook {
  answers: WindowsAnswers;
  release: WindowsRelease | null;
}

export interface WindowsEdge {
  look(): WindowsLook;
  /** The newest look, if it is of this minute and nothing was run after it. */
  lookAgainUnlessFresh(): WindowsLook;
  observe(): Observation;
  /** What the firewall says of programs now. */
  programRules(): ProgramRules;
  /** Runs a command of the closed table. Throws for any other, and when it can't be started. */
  run(command: WindowsCommand, release: WindowsRelease): ProgramResult;
  /** What was said, in order, read by the machine's code page. */
  readSaid(pieces: SaidPiece[]): ReturnType<typeof readSaid>;
}

const FRESH_MS = 60_000;

/** The machine as the programs of Windows tell it, read in its OEM code page (null: not known). */
export function createWindowsEdge(
  runner: ProcessRunner,
  { oemCodePage, now }: { oemCodePage: number | null; now: () => number },
): WindowsEdge {
  /** The release of the look before: what to ask is known at once then. */
  let known: WindowsRelease | null = null;
  /** Null as soon as a command was run after it. */
  let newest: { at: number; look: WindowsLook } | null = null;

  function answerOf(result: ProgramResult | null): WindowsAnswers[keyof WindowsAnswers] {
    if (result === null) return null;
    if (result.exitCode === null) return { text: `${result.command}: it did not end.`, exitCode: null };
    return answerOfBytes(result.output, oemCodePage, result.exitCode);
  }

  function ask(readings: WindowsReading[], answers: WindowsAnswers): void {
    let results: (ProgramResult | null)[] = [];
    let failure: string | null = null;
    try {
      results = runner.runAll(readings.map(({ command }) => command));
    } catch (error) {
      // A program that hangs still: what each would have said is not known, and why is said once.
      failure = messageOf(error);
    }
    readings.forEach(({ name }, index) => {
      const isFirst = index === 0 && failure !== null;
      answers[name] = isFirst
        ? { text: failure as string, exitCode: null }
        : answerOf(results[index] ?? null);
    });
  }

  function look(): WindowsLook {
    let answers: WindowsAnswers = {};
    ask([VERSION_READING].concat(known === null ? [] : windowsReadings(known)), answers);
    const release = releaseOfAnswers(answers);
    if (release !== known) {
      answers = { [VERSION_READING.name]: answers[VERSION_READING.name] };
      if (release !== null) ask(windowsReadings(release), answers);
    }
    known = release;
    newest = { at: now(), look: { answers, release } };
    return newest.look;
  }

  const edge: WindowsEdge = {
    look,
    lookAgainUnlessFresh() {
      const age = newest === null ? -1 : now() - newest.at;
      return newest !== null && age >= 0 && age < FRESH_MS ? newest.look : look();
    },
    programRules() {
      const { release } = edge.lookAgainUnlessFresh();
      if (release === null) return null;
      const answers: WindowsAnswers = {};
      ask(programReadings(release), answers);
      return programRulesOf(answers, release);
    },
    observe() {
      const { answers } = look();
      const at = now();
      const times = { configured: at, effective: at, reachable: at, firewall: at };
      return buildWindowsObservation(rawWindowsOf(answers, { times, probe: null, ping: null }));
    },
    run(command, release) {
      if (!isInCommandTable(command, release))
        throw new Error(`${command.program} ${command.args.join(' ')} is not in the table of commands.`);
      newest = null;
      return runner.run(command);
    },
    readSaid: (pieces) => readSaid(pieces, oemCodePage),
  };
  return edge;
}
