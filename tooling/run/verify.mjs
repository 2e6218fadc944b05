import { join } from 'node:path';
import { generateClient } from './build.mjs';
import { endWithTerminal } from './children.mjs';
import { phase, runQuietly } from './phase.mjs';
import { prepare } from './prepare.mjs';
import { bin, root } from './repo.mjs';
import { RunError } from './run-error.mjs';

/** Where thousands of cases show one rule, `verify` takes every nth of them; `npm test` takes all. */
const CASE_STRIDE = 5;

/** Checks types; what is unchanged since the last time is not checked again. */
function checkTypes(project, name) {
  const known = [
    '--incremental',
    '--tsBuildInfoFile',
    join(root, 'node_modules', '.cache', `${name}.tsbuildinfo`),
  ];
  return runQuietly(bin('tsc'), ['-p', project, '--noEmit', ...known]);
}

/** What the other checks read. */
export const generated = ['generated client', async () => void (await generateClient())];

/** The checks that need no database and no namespace: types, lint. They may run beside each other. */
export const checks = [
  ['types', () => checkTypes('tsconfig.json', 'types')],
  ['types of the dashboard', () => checkTypes('apps/web/tsconfig.json', 'types-web')],
  ['lint and format', () => runQuietly(bin('biome'), ['check', '--error-on-warnings', '.'])],
];

const pureTests = [
  'pure tests, boundaries',
  () =>
    runQuietly(bin('vitest'), ['run', '--project', 'pure'], {
      env: { TEREDO_FLEET_CASE_STRIDE: String(CASE_STRIDE) },
    }),
];

/** Does all of it at once. Throws RunError with everything that went wrong. */
async function runBeside(phases) {
  const results = await Promise.allSettled(
    phases.map(([title, work]) => phase(title, async () => void (await work()))),
  );
  const failures = results.flatMap(({ status, reason }) => (status === 'rejected' ? [reason] : []));
  const fault = failures.find((failure) => !(failure instanceof RunError));
  if (fault !== undefined) throw fault;
  if (failures.length > 0) throw new RunError(failures.map(({ message }) => message).join('\n\n'));
}

/** `npm run verify`: the checks and the pure tests. */
export async function main() {
  endWithTerminal();
  await prepare([generated]);
  await runBeside([pureTests, ...checks]);
}
