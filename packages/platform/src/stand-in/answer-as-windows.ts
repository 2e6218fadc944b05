import type { WindowsProgram } from '@teredo-fleet/teredo';
import { ipconfigText } from '../simulator/simulated-facts';
import { runNetsh } from './netsh-program';
import { runPing, runRoute } from './ping-program';
import { runPowerShell } from './powershell-program';
import type { ProgramAnswer } from './program-answer';
import { say } from './program-answer';
import { runReg } from './reg-program';
import { runSc } from './sc-program';
import { runMsg, runQwinsta } from './session-programs';
import { machineOf, type StandInState } from './stand-in-state';

const PROGRAMS: Record<WindowsProgram, (state: StandInState, args: string[]) => ProgramAnswer> = {
  netsh: runNetsh,
  sc: runSc,
  reg: runReg,
  powershell: runPowerShell,
  ping: runPing,
  route: runRoute,
  qwinsta: runQwinsta,
  msg: runMsg,
  ipconfig: (state) => say(state, ipconfigText(machineOf(state))),
};

/** What a program of a Windows machine answers to arguments; null: it isn't there. The state that was given stays. */
export function answerAsWindows(
  state: StandInState,
  program: WindowsProgram,
  args: string[],
): ProgramAnswer | null {
  if (program === 'netsh' && state.quirk === 'missing') return null;
  return PROGRAMS[program](state, args);
}
