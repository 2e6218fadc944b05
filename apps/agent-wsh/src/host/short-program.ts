import { shell } from './shell';
import { sleep } from './sleep';

const LOOK_EVERY_MS = 50;
const RUNS = 0;
const FAILED = 2;

interface StartedProgram {
  /** 0 while it runs. */
  Status: number;
  ExitCode: number;
  Terminate(): void;
}

function start(command: string): StartedProgram | null {
  try {
    return shell().Exec(command);
  } catch (_error) {
    return null;
  }
}

function endIfPossible(program: StartedProgram): void {
  try {
    program.Terminate();
  } catch (_error) {
    // It is another's, or has just ended; nobody waits for it either way.
  }
}

/** Not every host tells the code: that it failed is told by the state, then. */
function exitCodeOf(program: StartedProgram): number {
  try {
    return program.ExitCode;
  } catch (_error) {
    return program.Status === FAILED ? 1 : 0;
  }
}

/**
 * Runs a command line in the console of the script host, and ends it where it has not ended in time. It may print a few
 * lines. Its exit code; null: it could not be started, or was ended.
 */
export function runShortly(command: string, timeoutMs: number): number | null {
  const program = start(command);
  if (program === null) return null;
  for (let waited = 0; program.Status === RUNS; waited += LOOK_EVERY_MS) {
    if (waited >= timeoutMs) {
      endIfPossible(program);
      return null;
    }
    sleep(LOOK_EVERY_MS);
  }
  return exitCodeOf(program);
}
