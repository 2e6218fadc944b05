import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { endWithTerminal } from './children.mjs';
import { runQuietly } from './phase.mjs';
import { prepare } from './prepare.mjs';
import { bin, root } from './repo.mjs';

const QUIET = ['--output-logs=errors-only', '--ui=stream'];
const PAGES = '@teredo-fleet/web-app';

/** The supervisor's bundle, which `npm start` runs. */
export const supervisor = join(root, 'apps', 'server', 'dist', 'supervisor.mjs');

function isWritable() {
  try {
    accessSync(root, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What another user built is run as it is. */
const isBuiltByAnother = () => !isWritable() && existsSync(supervisor);

const remedyOf = (output) =>
  /ENOSPC|No space left/i.test(output) ? 'The disk is full: free some space, then run it again.' : null;

async function turbo(...args) {
  const output = await runQuietly(bin('turbo'), ['run', ...args, ...QUIET], { remedyOf });
  return />>> FULL TURBO/.test(output);
}

/** Builds what changed since the last build; says so when nothing did. */
export async function buildApps() {
  if (isBuiltByAnother()) return 'as it was built: this user may not write here';
  return (await turbo('build')) ? 'unchanged' : null;
}

/** The same without the pages, which Next's development server makes as they are asked for. */
export async function buildForDevelopment() {
  const apps = await turbo('build', `--filter=!${PAGES}`);
  const server = await turbo('bundle');
  return apps && server ? 'unchanged' : null;
}

/** The database client and the types of it. */
export const generateClient = () => turbo('generate');

/** The terminal's program. */
export const buildCli = () => turbo('build', '--filter=@teredo-fleet/cli-app');

/** What the server's own programs need, without the pages. */
export async function buildServer() {
  if (isBuiltByAnother()) return 'as it was built: this user may not write here';
  return (await turbo('build', '--filter=@teredo-fleet/server-app')) ? 'unchanged' : null;
}

/** The agents that every build makes: for Linux, and for Windows' script host. */
export const buildPlainAgents = () =>
  turbo('build', '--filter=@teredo-fleet/agent-app', '--filter=@teredo-fleet/agent-wsh-app');

/** `npm run build`: installs and builds, and runs nothing. */
export async function main() {
  endWithTerminal();
  await prepare([['build', buildApps]]);
}
