import { closeSync, openSync } from 'node:fs';
import { isWatchedOver, startDetached } from '@teredo-fleet/platform';
import type { CommonOptions } from '../options';
import { EXIT } from '../output';
import { logIn } from '../running-agent';
import { argvFor, keptArguments, ownPath } from './this-program';

/**
 * Ends this process so that the program that now has its name runs: whoever watches over it starts it, and where nobody
 * does it is started from here. Nothing may be held any more.
 */
export async function startAnew(options: CommonOptions): Promise<never> {
  if (!isWatchedOver()) {
    const handle = openSync(logIn(options.stateDir), 'a', 0o600);
    const args = [...argvFor(ownPath()), 'run', ...keptArguments(options)];
    await startDetached({ program: 'env', args }, handle).finally(() => closeSync(handle));
  }
  process.exit(EXIT.startedAnew);
}
