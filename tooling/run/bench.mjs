import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildApps } from './build.mjs';
import { installDependencies } from './install.mjs';
import { phase } from './phase.mjs';
import { root, toolEnvironment } from './repo.mjs';

await phase('dependencies', installDependencies);
await phase('build', buildApps);
const bench = join(root, 'apps', 'loadgen', 'dist', 'bench.mjs');
const child = spawn(process.execPath, [bench, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: toolEnvironment,
});
child.on('close', (code) => process.exit(code ?? 1));
