import { constants } from 'node:os';
import { buildApps, supervisor } from './build.mjs';
import { endWithTerminal, startChild } from './children.mjs';
import { readOptions, usage } from './options.mjs';
import { prepare } from './prepare.mjs';
import { root } from './repo.mjs';

/** Hands the terminal to the supervisor and ends as it ends. Its channel tells it when this process is gone. */
function runSupervisor(environment) {
  const child = startChild(process.execPath, [supervisor], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    endsItself: true,
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** Installs, builds with `build`, and runs the server. `verb`: what people type for this. */
export async function runServer({ verb, args, build, environment }) {
  const { help, demoMachines } = readOptions(verb, args, process.env);
  if (help) return void process.stdout.write(usage(verb));
  endWithTerminal();
  process.stdout.write('Teredo Fleet\n');
  await prepare([['build', build]]);
  const demo = demoMachines === null ? {} : { TEREDO_FLEET_DEMO_MACHINES: String(demoMachines) };
  runSupervisor({ ...environment, ...demo });
}

/** `npm start`: install, build, run. */
export const main = (args) =>
  runServer({ verb: 'npm start', args, build: buildApps, environment: { NODE_ENV: 'production' } });
