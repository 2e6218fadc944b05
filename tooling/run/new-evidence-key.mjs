import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildForDevelopment } from './build.mjs';
import { prepare } from './prepare.mjs';
import { root } from './repo.mjs';

/** `npm run new-evidence-key`: has the key that signs evidence replaced when the server starts next. */
export async function main() {
  await prepare([['build', buildForDevelopment]]);
  const program = join(root, 'apps', 'server', 'dist', 'new-evidence-key.mjs');
  const { status } = spawnSync(process.execPath, [program], { cwd: root, stdio: 'inherit' });
  process.exit(status ?? 1);
}
