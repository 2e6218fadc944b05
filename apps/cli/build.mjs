import { build } from 'esbuild';

// One file with nothing beside it, as the agent is: it can be copied to where a help desk needs it.
await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/teredo-fleet.mjs',
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
