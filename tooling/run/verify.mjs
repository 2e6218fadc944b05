import { join } from 'node:path';
import { installDependencies } from './install.mjs';
import { PhaseError, phase, runQuietly } from './phase.mjs';
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

/** The checks that need no database and no namespace: types, lint, boundaries, pure tests. */
export const checks = [
  [
    'generated client',
    () => runQuietly(bin('turbo'), ['run', 'generate', '--output-logs=errors-only', '--ui=stream']),
  ],
  ['types', () => checkTypes('tsconfig.json', 'types')],
  ['types of the dashboard', () => checkTypes('apps/web/tsconfig.json', 'types-web')],
  ['lint and format', () => runQuietly(bin('biome'), ['check', '--error-on-warnings', '.'])],
];

async function main() {
  await phase('dependencies', installDependencies);
  for (const [title, check] of checks) await phase(title, async () => void (await check()));
  await phase(
    'pure tests, boundaries',
    async () => void (await runQuietly(bin('vitest'), ['run', '--project', 'pure'])),
  );
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').pop())) {
  main().catch((error) => {
    process.stderr.write(`${error instanceof PhaseError ? error.message : error.stack}\n`);
    process.exit(1);
  });
}
