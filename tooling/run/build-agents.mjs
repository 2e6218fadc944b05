import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPlainAgents } from './build.mjs';
import { endWithTerminal } from './children.mjs';
import { nodeArchive } from './node-archive.mjs';
import { prepare } from './prepare.mjs';
import { root } from './repo.mjs';

const release = join(root, 'apps', 'agent', 'release');
const EXECUTABLE = 'teredo-agent.exe';
/** What is handed out, and where the build of each leaves it. */
const BUILT = {
  'teredo-agent.mjs': join(root, 'apps', 'agent', 'dist'),
  'teredo-agent.js': join(root, 'apps', 'agent-wsh', 'dist'),
};

const windows = (name) => import(`../../apps/agent/windows/${name}.mjs`);

/** Makes the executable for Windows in a folder. The packages must be installed. */
export async function makeExecutable(folder) {
  const { nodeFromArchive } = await windows('node-for-windows');
  const { buildExecutable } = await windows('build-executable');
  const node = nodeFromArchive(await nodeArchive());
  await buildExecutable(node, join(folder, EXECUTABLE));
}

/** Writes the bare Node for Windows into a folder. */
export async function writeNode(folder) {
  const { nodeFromArchive } = await windows('node-for-windows');
  writeFileSync(join(folder, 'node.exe'), nodeFromArchive(await nodeArchive()));
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
