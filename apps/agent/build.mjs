import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const name = 'teredo-agent.mjs';

// One file with nothing beside it: a machine gets the agent with a single download.
await build({
  entryPoints: ['src/main.ts'],
  outfile: `dist/${name}`,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  external: ['bufferutil', 'utf-8-validate'],
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as teredoRequire } from 'node:module'; const require = teredoRequire(import.meta.url);",
  },
});

const sha256 = createHash('sha256')
  .update(await readFile(`dist/${name}`))
  .digest('hex');
await writeFile(`dist/${name}.sha256`, `${sha256}  ${name}\n`);
