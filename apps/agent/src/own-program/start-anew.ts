import { closeSync, openSync } from 'node:fs';
import { isWatchedOver, startDetached, startOwnProgram } from '@teredo-fleet/platform';
import type { CommonOptions } from '../options';
import { EXIT } from '../output';
import { logIn } from '../running-agent';
import { startTaskSoon } from '../service/windows-service';
import { argvFor, keptArguments, ownPath } from './this-program';

interface RunOptions extends CommonOptions {
  logFile?: string;
}

async function startOnWindows(options: RunOptions): Promise<void> {
  if (await startTaskSoon()) return;
  const log = options.logFile ?? logIn(options.stateDir);
  await startOwnProgram(ownPath(), ['run', ...keptArguments(options), '--log-file', log]);
}

async function startOnLinux(options: RunOptions): Promise<void> {
  if (isWatchedOver()) return;
  const handle = openSync(logIn(options.stateDir), 'a', 0o600);
  const args = [...argvFor(ownPath()), 'run', ...keptArguments(options)];
  await startDetached({ program: 'env', args }, handle).finally(() => closeSync(handle));
}

/**
 * Ends this process so that the program that now has its name runs: whoever watches over it starts it, and where nobody
 * does it is started from here. Nothing may be held any more.
 */
export async function startAnew(options: RunOptions): Promise<never> {
  await (process.platform === 'win32' ? startOnWindows(options) : startOnLinux(options));
  process.exit(EXIT.startedAnew);
}
