import type { StandInState } from './stand-in-state';

/** What a program answers, and what the machine is from then on. */
export interface ProgramAnswer {
  /** Text of its console, with CR LF; see `encodeConsole` for the bytes. */
  output: string;
  exitCode: number;
  state: StandInState;
  /** How long it takes; null: it never ends. */
  delayMs: number | null;
}

/** An answer that changes nothing. */
export function say(state: StandInState, output: string, exitCode = 0): ProgramAnswer {
  return { output, exitCode, state, delayMs: 0 };
}

/** An answer after which the machine is another. */
export function change(
  state: StandInState,
  settings: Partial<StandInState['settings']>,
  output: string,
): ProgramAnswer {
  return say({ ...state, settings: { ...state.settings, ...settings } }, output);
}
