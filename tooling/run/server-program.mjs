import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildServer } from './build.mjs';
import { prepare } from './prepare.mjs';
import { root } from './repo.mjs';

/** Installs, builds what is missing, and runs a program of the server; ends as it ends. A file is of the folder npm was called in. */
export async function runServerProgram(name, [file, ...rest]) {
  await prepare([['build', buildServer]]);
  const args = file === undefined ? [] : [resolve(process.env.INIT_CWD ?? process.cwd(), file), ...rest];
  const program = join(root, 'apps', 'server', 'dist', `${name}.mjs`);
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' });
  process.exit(status ?? 1);
}
