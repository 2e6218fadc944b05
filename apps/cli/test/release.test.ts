import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSignedRelease, signedReleaseSchema } from '@teredo-fleet/protocol';
import { nodeSignatures } from '@teredo-fleet/protocol/node';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bundleForNode } from '../../agent/bundle.mjs';

let room: string;
let keys: string;
let agents: string;
let program: string;

const release = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'release', ...args], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, said: stdout + stderr };
};
const publicKey = () => readFileSync(join(keys, 'release-key.pub'), 'utf8').trim();
const sign = (version: string, key = join(keys, 'release-key.pem')) =>
  release('sign', agents, '--key', key, '--release-version', version);

// In a place of its own: other tests build the one in dist at the same time.
beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'release-'));
  program = join(room, 'teredo-fleet.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../src/main.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
  });
}, 60_000);
afterAll(() => rmSync(room, { recursive: true }));
beforeEach(() => {
  keys = mkdtempSync(join(room, 'keys-'));
  agents = join(keys, 'agents');
  mkdirSync(agents);
});

it('makes a key whose private half is its owner’s alone, and never writes over one', () => {
  const { status, said } = release('new-key', keys);
  expect([status, said]).toEqual([0, expect.stringMatching(/Fingerprint: [0-9a-f]{64}/)]);
  expect(statSync(join(keys, 'release-key.pem')).mode & 0o777).toBe(0o600);
  expect(publicKey()).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  const before = readFileSync(join(keys, 'release-key.pem'), 'utf8');
  expect(release('new-key', keys)).toMatchObject({
    status: 3,
    said: expect.stringMatching(/stays as it is/),
  });
  expect(readFileSync(join(keys, 'release-key.pem'), 'utf8')).toBe(before);
});

it('writes over no public half either: agents may be built with it', () => {
  writeFileSync(join(keys, 'release-key.pub'), 'in use\n');
  expect(release('new-key', keys)).toMatchObject({
    status: 3,
    said: expect.stringMatching(/pub is there already/),
  });
  expect(publicKey()).toBe('in use');
  expect(existsSync(join(keys, 'release-key.pem'))).toBe(false);
});

it('says that a key is locked by a passphrase, and prints nothing of it', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const locked = privateKey.export({
    format: 'pem',
    type: 'pkcs8',
    cipher: 'aes-256-cbc',
    passphrase: 'open',
  });
  writeFileSync(join(keys, 'release-key.pem'), locked);
  const { status, said } = sign('1.2.3');
  expect([status, said]).toEqual([3, expect.stringMatching(/is locked by a passphrase/)]);
  expect(said).not.toContain('BEGIN');
});

it('signs what was built with that key and of that version, and agents take it for that', async () => {
  release('new-key', keys);
  await bundleForNode(join(agents, 'teredo-agent.mjs'), { releaseKey: publicKey(), version: '7.8.9' });
  expect(sign('7.8.9')).toMatchObject({ status: 0 });
  const signed = signedReleaseSchema.parse(JSON.parse(readFileSync(join(agents, 'release.json'), 'utf8')));
  const size = statSync(join(agents, 'teredo-agent.mjs')).size;
  expect(readSignedRelease(nodeSignatures, signed, publicKey())).toMatchObject({
    ok: true,
    release: { version: '7.8.9', files: [{ system: 'linux', size }] },
  });
  expect(sign('7.8.10')).toMatchObject({
    status: 3,
    said: expect.stringMatching(/does not contain 7\.8\.10/),
  });
});

it('does not sign agents that were built with another key, and says so', async () => {
  release('new-key', keys);
  const releaseKey = Buffer.alloc(32, 1).toString('base64');
  await bundleForNode(join(agents, 'teredo-agent.mjs'), { releaseKey, version: '1.2.3' });
  expect(sign('1.2.3')).toMatchObject({
    status: 3,
    said: expect.stringMatching(/built with another release key/),
  });
});

it('says what is wrong with a folder, a key or a version', () => {
  release('new-key', keys);
  expect(sign('1.2.3')).toMatchObject({ status: 3, said: expect.stringMatching(/There is no agent in/) });
  writeFileSync(join(agents, 'teredo-agent.mjs'), 'x');
  writeFileSync(join(keys, 'odd.pem'), 'x');
  expect(sign('1.2.3', join(keys, 'odd.pem')).said).toMatch(/holds no release key/);
  expect(sign('1.2.3', join(keys, 'none.pem')).said).toMatch(/can't be read \(ENOENT\)/);
  expect(sign('1.2')).toMatchObject({ status: 2, said: expect.stringMatching(/three numbers/) });
});
