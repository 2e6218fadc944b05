import { build } from 'esbuild';

// Each is one file with nothing beside it, as the agent is: it can be copied to where somebody needs it.
await build({
  entryPoints: { 'teredo-fleet': 'src/main.ts', verify: 'src/verify-main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
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
await build({
  entryPoints: { 'verify-worker': 'src/verify-worker.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
});
