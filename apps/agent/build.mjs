import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { readReleaseKey } from './built-in.mjs';
import { bundleForNode } from './bundle.mjs';

const name = 'teredo-agent.mjs';
const releaseKey = readReleaseKey();

await bundleForNode(`dist/${name}`, { releaseKey });

const sha256 = createHash('sha256')
  .update(await readFile(`dist/${name}`))
  .digest('hex');
await writeFile(`dist/${name}.sha256`, `${sha256}  ${name}\n`);
// The server looks here for the key that its agents were built with.
if (releaseKey === '') await rm('dist/release-key.pub', { force: true });
else await writeFile('dist/release-key.pub', `${releaseKey}\n`);
