import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles a program of a test once, so that it starts as fast as the real one. Gives the path of the bundle. */
export async function bundleProgram(entry: string): Promise<string> {
  const outfile = join(mkdtempSync(join(tmpdir(), 'bundled-program-')), 'program.mjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['bufferutil', 'utf-8-validate'],
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
  });
  return outfile;
}
