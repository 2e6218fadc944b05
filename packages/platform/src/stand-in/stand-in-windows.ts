import type { WindowsAnswers, WindowsCommand, WindowsDeed, WindowsReading } from '@teredo-fleet/teredo';
import { VERSION_READING, windowsReadings } from '@teredo-fleet/teredo';
import { answerAsWindows } from './answer-as-windows';
import { releaseOf, type StandInState } from './stand-in-state';

/** A stand-in whose programs are asked one after another, each on the machine that the one before left. */
export interface StandInWindows {
  state(): StandInState;
  set(state: StandInState): void;
  /** Null: the program isn't there or never ends. */
  run(command: WindowsCommand): { text: string; exitCode: number } | null;
  /** The answers to everything that an agent asks this release. */
  look(): WindowsAnswers;
  /** Does each deed by its command, and tells how they ended. */
  perform(deeds: WindowsDeed[]): (number | null)[];
}

/** The stand-in without a single process: for tests of what both agents share. */
export function createStandInWindows(initial: StandInState): StandInWindows {
  let current = initial;

  function run({ program, args }: WindowsCommand) {
    const answer = answerAsWindows(current, program, args);
    if (answer === null || answer.delayMs === null) return null;
    current = answer.state;
    return { text: answer.output, exitCode: answer.exitCode };
  }

  function ask({ name, command }: WindowsReading): WindowsAnswers {
    return { [name]: run(command) };
  }

  return {
    state: () => current,
    set: (state) => {
      current = state;
    },
    run,
    look: () => Object.assign({}, ...[VERSION_READING, ...windowsReadings(releaseOf(current))].map(ask)),
    perform: (deeds) =>
      deeds.map(({ ways }) => {
        const [first] = ways;
        return first?.kind === 'run' ? (run(first.command)?.exitCode ?? null) : null;
      }),
  };
}
