import { StateError } from '../state/state-error';
import { type HangLimits, watchForHang } from './hang-watch';
import type { OwnProgram } from './own-program';
import { readUpdateState, type UpdateState, withFailure, writeUpdateState } from './update-state';

/** A new version that was started this often without a session, and ended soon each time, gives its place back. */
const MOST_STARTS = 3;
/** Whoever lives this long does not end soon: the server or the network may be away. */
const SOON_MS = 120_000;
/** A machine under the heaviest load does something within five minutes. */
const HANG: HangLimits = { everyMs: 30_000, looks: 10 };

/** What a version in its first runs is watched by. */
export interface Probation {
  /** A session stood: it works. */
  passed(): void;
  close(): void;
}

const NOTHING: Probation = { passed: () => undefined, close: () => undefined };

function read(stateDir: string, program: OwnProgram): UpdateState | null {
  try {
    return readUpdateState(stateDir, program.version);
  } catch (error) {
    // What runs goes on; that nothing can be told of earlier versions is said when one is offered.
    if (error instanceof StateError) return null;
    throw error;
  }
}

/** A full disk costs the count of starts and not the agent. */
function writeIfPossible(stateDir: string, state: UpdateState): void {
  try {
    writeUpdateState(stateDir, state);
  } catch {
    // The next start counts anew.
  }
}

/** Counts the starts of a version until it has had a session, and ends one that hangs before: its next start counts. */
function watch(stateDir: string, program: OwnProgram, hang: HangLimits): Probation {
  const write = (probation: UpdateState['probation']) => {
    const state = read(stateDir, program);
    if (state !== null) writeIfPossible(stateDir, { ...state, probation });
  };
  const soon = setTimeout(() => write({ version: program.version, starts: 0 }), SOON_MS);
  soon.unref();
  const hangs = watchForHang(hang);
  let over = false;
  const close = () => {
    clearTimeout(soon);
    hangs.close();
  };
  return {
    passed() {
      close();
      if (!over) write(null);
      over = true;
    },
    close,
  };
}

/**
 * Called before anything else at each start. Null: this version has given its place back to the one before it, and this
 * process has to end. Throws what the disk throws when it can't be given back.
 */
export function beginProbation(
  stateDir: string,
  program: OwnProgram,
  hang: HangLimits = HANG,
): Probation | null {
  const state = read(stateDir, program);
  if (state === null) return NOTHING;
  const { probation } = state;
  if (probation === null || probation.version !== program.version) {
    writeIfPossible(stateDir, { ...state, probation: null });
    return NOTHING;
  }
  const starts = probation.starts + 1;
  if (starts > MOST_STARTS) {
    const text = `It was started ${MOST_STARTS} times in its place, and ended each time before it had reached the server.`;
    program.giveBack();
    writeIfPossible(stateDir, withFailure(state, program.version, text));
    return null;
  }
  writeIfPossible(stateDir, { ...state, probation: { version: program.version, starts } });
  return watch(stateDir, program, hang);
}
