import { mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { buildApps } from './build.mjs';
import { makeExecutable, writeNode } from './build-agents.mjs';
import { endWithTerminal, startChild } from './children.mjs';
import { prepare } from './prepare.mjs';
import { root, toolEnvironment } from './repo.mjs';
import { RunError } from './run-error.mjs';

/** What the agents of Windows are measured with. */
async function makeWindowsPrograms() {
  const folder = join(root, 'node_modules', '.cache', 'teredo-fleet');
  mkdirSync(folder, { recursive: true });
  try {
    await makeExecutable(folder);
    await writeNode(folder);
    return null;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    return 'left out: Node for Windows could not be had';
  }
}

/** `npm run bench`: lists the benchmarks; with a name, runs that one. */
export async function main(args) {
  endWithTerminal();
  const more = args[0] === 'agent' ? [['executable for Windows', makeWindowsPrograms]] : [];
  await prepare([['build', buildApps], ...more]);
  const child = startChild(process.execPath, [join(root, 'apps', 'loadgen', 'dist', 'bench.mjs'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment,
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
