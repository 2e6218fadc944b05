import { constants } from 'node:os';
import { join } from 'node:path';
import { buildApps } from './build.mjs';
import { endWithTerminal, startChild } from './children.mjs';
import { prepare } from './prepare.mjs';
import { root, toolEnvironment } from './repo.mjs';

/** `npm run bench`: lists the benchmarks; with a name, runs that one. */
export async function main(args) {
  endWithTerminal();
  await prepare([['build', buildApps]]);
  const child = startChild(process.execPath, [join(root, 'apps', 'loadgen', 'dist', 'bench.mjs'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment,
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
