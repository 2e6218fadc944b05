import type { ReportedState, TerminalState } from './job-effects';

/** Whether a job in this state is over; a terminal state never changes. */
export function isTerminal(state: ReportedState): state is TerminalState {
  switch (state) {
    case 'notifying':
    case 'deferred':
    case 'waiting-window':
    case 'queued':
    case 'running':
    case 'verifying':
      return false;
    default:
      return true;
  }
}
