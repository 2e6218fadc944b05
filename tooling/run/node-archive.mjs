import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isNodeArchive, NODE_PACKAGE } from '../../apps/agent/windows/node-for-windows.mjs';
import { npm, remedyOf } from './install.mjs';
import { runQuietly } from './phase.mjs';
import { root } from './repo.mjs';
import { RunError } from './run-error.mjs';

const NAME = `${NODE_PACKAGE.replace('@', '-')}.tgz`;
const CACHE = join(root, 'node_modules', '.cache', 'teredo-fleet');

/** The archive of NODE_PACKAGE in a folder; null: there is none, or another. */
export function keptNodeArchive(folder = CACHE) {
  const path = join(folder, NAME);
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  return isNodeArchive(bytes) ? bytes : null;
}

/** Whether the executable can be made without the npm registry. */
export const hasNodeForWindows = () => keptNodeArchive() !== null;

/**
 * The archive, from the npm registry unless it is kept here already. It can't be a dependency: npm refuses a package for
 * Windows on every other system, and leaves it out where it is optional. `npm pack` takes it from the same registry and
 * cache as all others, and runs nothing of it; what it brings is kept only when its hash is the one that is known here.
 * Throws RunError.
 */
export async function nodeArchive(folder = CACHE) {
  const kept = keptNodeArchive(folder);
  if (kept !== null) return kept;
  mkdirSync(folder, { recursive: true });
  const fresh = mkdtempSync(join(folder, '.fetch-'));
  try {
    const [command, before] = npm();
    const offline = (output) =>
      [remedyOf(output), `Or put the archive of ${NODE_PACKAGE} there yourself: ${join(folder, NAME)}`]
        .filter(Boolean)
        .join('\n');
    const order = ['pack', NODE_PACKAGE, '--pack-destination', fresh];
    await runQuietly(command, [...before, ...order], { remedyOf: offline });
    if (keptNodeArchive(fresh) === null)
      throw new RunError(
        `What npm brought is not the ${NODE_PACKAGE} that is known here, so nothing was made of it. The registry or a cache on the way is not to be trusted.`,
      );
    renameSync(join(fresh, NAME), join(folder, NAME));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return keptNodeArchive(folder);
}
