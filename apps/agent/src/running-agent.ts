import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningAgent, StateError } from '@teredo-fleet/agent';
import { startDetached } from '@teredo-fleet/platform/spawn';
import { askToStop, removeStopFile } from './stop-file';

/** An agent says goodbye and stops well within this. */
const LONGEST_END_MS = 10_000;
/** An agent that may run has both its locks well within this. */
const LONGEST_START_MS = 20_000;
const LOOK_AGAIN_MS = 100;

/** Where an agent that nobody watches over writes. */
export const logIn = (stateDir: string) => join(stateDir, 'agent.log');

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Waits until that process runs no agent on this folder, and asks again meanwhile; false: it still does. */
async function hasEnded(stateDir: string, pid: number, ask = () => {}): Promise<boolean> {
  const deadline = performance.now() + LONGEST_END_MS;
  while (runningAgent(stateDir) === pid) {
    if (performance.now() > deadline) return false;
    ask();
    await sleep(LOOK_AGAIN_MS);
  }
  return true;
}

/**
 * Asks the agent that runs on this folder to end, by its file, and waits until it has. One that hangs, or is too old to know
 * that file, still runs then. For Windows, where a signal ends a program before it can say goodbye.
 */
export async function endByFile(stateDir: string): Promise<void> {
  const pid = runningAgent(stateDir);
  if (pid === null) return;
  // One that has just begun takes an ask for one of before.
  await hasEnded(stateDir, pid, () => askToStop(stateDir));
  removeStopFile(stateDir);
}

/** Ends the agent that runs on this folder, if one does, and waits until it has. Throws StateError if it does not. */
export async function endRunning(stateDir: string): Promise<void> {
  const pid = runningAgent(stateDir);
  if (pid === null) return;
  signal(pid, 'SIGTERM');
  if (await hasEnded(stateDir, pid)) return;
  const way = process.platform === 'win32' ? `taskkill /F /PID ${pid}` : `kill -9 ${pid}`;
  throw new StateError('in-use', `The agent (process ${pid}) does not end. Run: ${way}`);
}

function lastWords(log: string, from: number): string {
  const lines = readFileSync(log).subarray(from).toString('utf8').trim().split('\n');
  return lines.at(-1) || 'It said nothing.';
}

/** Waits until an agent runs on this folder, and gives its process id. Throws with what there is to look into. */
export async function waitForAgent(
  stateDir: string,
  lookInto: string,
  hasFailed: () => string | null,
): Promise<number> {
  const deadline = performance.now() + LONGEST_START_MS;
  for (;;) {
    const pid = runningAgent(stateDir);
    if (pid !== null) return pid;
    const failure = hasFailed();
    if (failure !== null) throw new Error(`The agent does not run. ${failure}`);
    if (performance.now() > deadline) throw new Error(`The agent does not run yet. To see why: ${lookInto}`);
    await sleep(LOOK_AGAIN_MS);
  }
}

/**
 * Starts an agent that outlives this program and waits until it runs. Gives its process id; throws with the last that
 * it said when it ends instead.
 */
export async function startAlone(stateDir: string, argv: readonly string[]): Promise<number> {
  const log = logIn(stateDir);
  const handle = openSync(log, 'a', 0o600);
  const before = statSync(log).size;
  const pid = await startDetached({ program: 'env', args: argv }, handle).finally(() => closeSync(handle));
  return waitForAgent(stateDir, `tail ${log}`, () => (signal(pid, 0) ? null : lastWords(log, before)));
}
