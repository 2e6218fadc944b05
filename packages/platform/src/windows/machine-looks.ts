import type { WindowsAnswers } from '@teredo-fleet/teredo';
import type { RunWindows } from '../spawn-windows';
import { lookAtWindows } from './gather';

/** Looks at one machine: thirty programs each, which take seconds on a slow one. */
export interface MachineLooks {
  look(): Promise<WindowsAnswers>;
  /** The newest look where it is of this minute and nothing was changed since it began, else another. */
  lookUnlessFresh(): Promise<WindowsAnswers>;
  /** From here on no look that was made or begun before counts. */
  forget(): void;
}

const FRESH_MS = 60_000;

/** `now` gives milliseconds since 1970. */
export function createMachineLooks(run: RunWindows, now: () => number): MachineLooks {
  let newest: { at: number; answers: WindowsAnswers } | null = null;
  let changes = 0;

  async function look(): Promise<WindowsAnswers> {
    const [at, before] = [now(), changes];
    const answers = await lookAtWindows(run);
    if (changes === before) newest = { at, answers };
    return answers;
  }

  return {
    look,
    lookUnlessFresh() {
      const age = newest === null ? -1 : now() - newest.at;
      return newest !== null && age >= 0 && age < FRESH_MS ? Promise.resolve(newest.answers) : look();
    },
    forget() {
      changes += 1;
      newest = null;
    },
  };
}
