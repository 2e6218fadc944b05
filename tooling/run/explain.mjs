import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildCli } from './build.mjs';
import { takeCheckout } from './checkout-lock.mjs';
import { installDependencies } from './install.mjs';
import { root } from './repo.mjs';

const program = join(root, 'apps', 'cli', 'dist', 'teredo-fleet.mjs');

/** Without the lines of `prepare`: what is printed is the explanation, which another program may read. */
async function prepareSilently() {
  const release = await takeCheckout(root, (pid) =>
    process.stderr.write(`waiting: process ${pid} installs or builds here\n`),
  );
  try {
    await installDependencies();
    await buildCli();
  } finally {
    release();
  }
}

/**
 * `npm run explain -- FILE...`: `teredo-fleet explain`, built when it is not. It runs in this very process, since what a
 * person pastes comes from the terminal. Paths are of the folder that npm was called in.
 */
export async function main(args) {
  await prepareSilently();
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  process.argv = [process.execPath, program, 'explain', ...args];
  await import(pathToFileURL(program).href);
}
