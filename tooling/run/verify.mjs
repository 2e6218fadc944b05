import { join } from 'node:path';
import { generateClient } from './build.mjs';
import { endWithTerminal } from './children.mjs';
import { phase, runQuietly } from './phase.mjs';
import { prepare } from './prepare.mjs';
import { bin, root } from './repo.mjs';

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

/** The checks that need no database and no namespace: types, lint, boundaries. */
export const checks = [
  ['types', () => checkTypes('tsconfig.json', 'types')],
  ['types of the dashboard', () => checkTypes('apps/web/tsconfig.json', 'types-web')],
  ['lint and format', () => runQuietly(bin('biome'), ['check', '--error-on-warnings', '.'])],
];

/** `npm run verify`: the checks and the pure tests. */
export async function main() {
  endWithTerminal();
  await prepare([generated]);
  for (const [title, check] of checks) await phase(title, async () => void (await check()));
  await phase(
    'pure tests, boundaries',
    async () => void (await runQuietly(bin('vitest'), ['run', '--project', 'pure'])),
  );
}
