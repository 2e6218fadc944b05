import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whoever asks waits longer; an agent that has nothing to do wakes for little else. */
const LOOK_EVERY_MS = 2_000;

/** Whoever may write to the agent's folder ends the agent by a file of this name: Windows has no signal for that. */
const stopFileIn = (stateDir: string) => join(stateDir, 'stop');

/** Asks the agent that runs on the folder to end. Throws what the disk throws. */
export const askToStop = (stateDir: string): void => writeFileSync(stopFileIn(stateDir), '');

export const removeStopFile = (stateDir: string): void => rmSync(stopFileIn(stateDir), { force: true });

/** Calls back, once, when the agent is asked to end; an ask of before does not count. */
export function onStopFile(stateDir: string, asked: () => void): void {
  removeStopFile(stateDir);
  const timer = setInterval(() => {
    if (!existsSync(stopFileIn(stateDir))) return;
    clearInterval(timer);
    asked();
  }, LOOK_EVERY_MS);
  timer.unref();
}
