export {
  type CscriptResult,
  createWineMachine,
  type RunningProgram,
  type WindowsMode,
  type WineMachine,
} from '@teredo-fleet/dev-env/wine';
