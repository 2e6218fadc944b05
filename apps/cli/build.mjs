import { build } from 'esbuild';
import { putFile } from '../../tooling/run/put-file.mjs';

async function put(options) {
  const { outputFiles } = await build({ ...options, outdir: 'dist', bundle: true, write: false });
  for (const { path, contents } of outputFiles) await putFile(path, contents);
}

// Each is one file with nothing beside it, as the agent is: it can be copied to where somebody needs it.
await put({
  entryPoints: { 'teredo-fleet': 'src/main.ts', verify: 'src/verify-main.ts' },
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as teredoRequire } from 'node:module'; const require = teredoRequire(import.meta.url);",
  },
});

// The same check for a page, which runs it as a worker.
await put({
  entryPoints: { 'verify-worker': 'src/verify-worker.ts' },
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
});
