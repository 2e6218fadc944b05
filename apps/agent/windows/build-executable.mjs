import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inject } from 'postject';
import { builtIn } from '../built-in.mjs';
import { preparedBlob } from './prepared-blob.mjs';
import { withoutSignature } from './without-signature.mjs';

/** Where Node looks for a program inside itself, and the mark that is flipped when one is there. */
const RESOURCE = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The agent as one CommonJS text, which is what a single executable of Node 20 takes. */
export async function bundleForExecutable(values = {}) {
  const { outputFiles } = await build({
    entryPoints: [MAIN],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: {
      ...builtIn(values),
      // A program inside an executable has no file of its own.
      'import.meta.url': '""',
      // ws asks for packages that can't be beside it, and Node warns of it.
      'process.env.WS_NO_BUFFER_UTIL': '"1"',
      'process.env.WS_NO_UTF_8_VALIDATE': '"1"',
    },
    external: ['bufferutil', 'utf-8-validate'],
  });
  return outputFiles[0].text;
}

/** Writes an executable that runs a program; returns its SHA-256 in hex. The same Node and program give the same bytes. */
export async function writeExecutable(node, outfile, program) {
  const folder = await mkdtemp(join(dirname(outfile), '.executable-'));
  const made = join(folder, 'teredo-agent.exe');
  try {
    await writeFile(made, withoutSignature(node));
    await inject(made, RESOURCE, preparedBlob(program), { sentinelFuse: FUSE });
    const sha256 = createHash('sha256')
      .update(await readFile(made))
      .digest('hex');
    await rename(made, outfile);
    return sha256;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the agent's executable; returns its SHA-256 in hex. */
export const buildExecutable = async (node, outfile, values = {}) =>
  writeExecutable(node, outfile, await bundleForExecutable(values));
