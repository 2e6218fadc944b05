import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { buildScript } from './script.mjs';

const name = 'teredo-agent.js';
const folder = new URL('dist/', import.meta.url);
const text = await buildScript();

await mkdir(folder, { recursive: true });
await writeFile(new URL(name, folder), text);
const sha256 = createHash('sha256').update(text).digest('hex');
await writeFile(new URL(`${name}.sha256`, folder), `${sha256}  ${name}\n`);
