export { type InstalledStandIn, installStandIn } from './install-stand-in';
export type { StandInCall } from './stand-in-listener';
export {
  type CscriptResult,
  createWineMachine,
  type RunningProgram,
  type RunOptions,
  type WindowsMode,
  type WineMachine,
  type WineMachineOptions,
} from './wine-machine';
