import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { buildApps } from './build.mjs';
import { installDependencies } from './install.mjs';
import { PhaseError, phase } from './phase.mjs';
import { root } from './repo.mjs';

const supervisor = join(root, 'apps', 'server', 'dist', 'supervisor.mjs');

/** Hands the terminal to the supervisor and ends as it ends. Signals reach it once, from here. */
function runSupervisor(args) {
  const child = spawn(process.execPath, [supervisor, ...args], {
    cwd: root,
    stdio: 'inherit',
    detached: true,
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/** `npm start`: install, build, run. */
export async function main(args) {
  process.stdout.write('Teredo Fleet\n');
  try {
    await phase('dependencies', installDependencies);
    await phase('build', buildApps);
  } catch (error) {
    if (!(error instanceof PhaseError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  if (!existsSync(supervisor)) throw new Error(`the build did not make ${supervisor}`);
  runSupervisor(args);
}
