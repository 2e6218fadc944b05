import { join } from 'node:path';
import { isNewerVersion } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { readKeptValue, writeKeptValue } from '../state/kept-value';
import { StateError } from '../state/state-error';

const MOST_FAILED = 20;

const updateStateSchema = z.object({
  /** The greatest version that ever ran here, trials included. */
  highest: z.string(),
  /** That did not work here; none of them is tried again. Oldest first. */
  failed: z.array(z.object({ version: z.string(), text: z.string() })),
  /** A trial that was begun and whose end is not known: how often. */
  trial: z.object({ version: z.string(), begun: z.int() }).nullable(),
  /** A version that took its place and has had no session since: how often it was started. */
  probation: z.object({ version: z.string(), starts: z.int() }).nullable(),
});

/** What a machine must not forget about the versions of its agent. */
export type UpdateState = z.infer<typeof updateStateSchema>;

const pathIn = (stateDir: string) => join(stateDir, 'update.json');

const REMEDY =
  'Which versions of the agent ran here can’t be told any more, so it does not replace itself. Install the newest by hand: teredo-agent service install.';

/** What is kept, with the version that runs taken into account. Throws StateError `damaged`. */
export function readUpdateState(stateDir: string, runs: string): UpdateState {
  const kept = readKeptValue<unknown>(pathIn(stateDir), REMEDY);
  if (kept === null) return { highest: runs, failed: [], trial: null, probation: null };
  const read = updateStateSchema.safeParse(kept);
  if (!read.success) throw new StateError('damaged', `${pathIn(stateDir)} is damaged. ${REMEDY}`);
  return isNewerVersion(runs, read.data.highest) ? { ...read.data, highest: runs } : read.data;
}

/** Durable when it returns. Throws what the disk throws. */
export function writeUpdateState(stateDir: string, state: UpdateState): void {
  writeKeptValue(pathIn(stateDir), { ...state, failed: state.failed.slice(-MOST_FAILED) });
}

/** After an installation by hand: whoever may do that decides what runs here, an older version included. */
export function forgetUpdates(stateDir: string, runs: string): void {
  writeUpdateState(stateDir, { highest: runs, failed: [], trial: null, probation: null });
}

/** With a version that did not work. */
export function withFailure(state: UpdateState, version: string, text: string): UpdateState {
  const failed = [...state.failed.filter((one) => one.version !== version), { version, text }];
  return { ...state, failed, trial: null, probation: null };
}
