import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { putFile } from '../../tooling/run/put-file.mjs';
import { readReleaseKey } from './built-in.mjs';
import { bundleForNode } from './bundle.mjs';

const name = 'teredo-agent.mjs';

// Where it is written, with which release key, and as which version: the folder dist, this app's key and its own version.
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'dist' },
    'release-key': { type: 'string' },
    'agent-version': { type: 'string' },
  },
});
const out = (file) => join(values.out, file);
const releaseKey = readReleaseKey(values['release-key']);

await bundleForNode(out(name), { releaseKey, version: values['agent-version'] });

const sha256 = createHash('sha256')
  .update(await readFile(out(name)))
  .digest('hex');
await putFile(out(`${name}.sha256`), `${sha256}  ${name}\n`);
// The server looks here for the key that its agents were built with.
if (releaseKey === '') await rm(out('release-key.pub'), { force: true });
else await putFile(out('release-key.pub'), `${releaseKey}\n`);
