import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleMains } from '../../../tooling/run/bundle-mains.mjs';

const LASTING = ['supervisor', 'gateway', 'engine', 'signer', 'reporter', 'notice'];

const source = (name: string) => fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url));
const outdir = mkdtempSync(join(tmpdir(), 'teredo-bundles-'));
/** npm packages by the program that loads them. */
const packages = new Map<string, string[]>();

beforeAll(async () => {
  const { metafile } = await bundleMains([...LASTING, 'prepare'].map(source), outdir);
  for (const { entryPoint, imports } of Object.values(metafile.outputs)) {
    const name = entryPoint?.match(/(\w+)\.ts$/)?.[1];
    if (name !== undefined)
      packages.set(
        name,
        imports.map(({ path }) => path),
      );
  }
  // Against hanging only: a busy machine takes its time.
}, 120_000);
afterAll(() => rmSync(outdir, { recursive: true }));

it.each(LASTING)(
  'the %s loads neither Prisma nor the sign-in library, which would stay in its memory',
  (name) => {
    const loaded = packages.get(name) ?? [];
    expect(loaded).toContain('pg');
    expect(loaded.filter((path) => /prisma|better-auth|^next/.test(path))).toEqual([]);
  },
);

it('what prepares a start does load them, and ends', () => {
  expect(packages.get('prepare')).toEqual(expect.arrayContaining(['@prisma/client/runtime/client']));
});
