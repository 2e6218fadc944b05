import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { putFile } from '../../tooling/run/put-file.mjs';
import { builtIn } from './built-in.mjs';

/** Writes the agent for Linux: one file with nothing beside it, so that a machine gets it with a single download. */
export async function bundleForNode(outfile, values = {}) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('src/main.ts', import.meta.url))],
    outfile,
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: builtIn(values),
    external: ['bufferutil', 'utf-8-validate'],
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire as teredoRequire } from 'node:module'; const require = teredoRequire(import.meta.url);",
    },
  });
  for (const { path, contents } of outputFiles) await putFile(path, contents);
}
