import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installScript } from '../src/gateway/install-script';

let folder: string;

/** Programs that write down what they were called with; `node` also what came through its standard input. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-script-'));
  const called = (name: string, rest = '') =>
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> ${folder}/called\n${rest}\n`, {
      mode: 0o755,
    });
  called('curl');
  called('sha256sum', 'cat > /dev/null');
  called('node', `case "$*" in *--token*) cat > ${folder}/input;; esac`);
  called('sudo', '"$@"');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the install script', () => {
  const script = installScript({ agentUrl: `https://fleet.example.com:3001`, sha256: 'ab'.repeat(32) });
  const run = (environment: Record<string, string>) =>
    spawnSync('/bin/sh', ['-c', script], {
      env: { PATH: `${folder}:/usr/bin:/bin`, ...environment },
      encoding: 'utf8',
    });

  it('shows the token to no other user of the machine', () => {
    const token = 'tf1.id.secret.key.key';
    expect(run({ TEREDO_FLEET_TOKEN: token })).toMatchObject({ status: 0, stderr: '' });
    const called = readFileSync(join(folder, 'called'), 'utf8');
    expect(called).toMatch(/enrol --keep --server https:\/\/fleet.example.com:3001 --token -\n/);
    expect(called).not.toContain(token);
    expect(readFileSync(join(folder, 'input'), 'utf8')).toBe(token);
  });

  it('says what it needs without a token', () => {
    const { status, stderr } = run({});
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/usage: TEREDO_FLEET_TOKEN/);
  });

  it('cannot be left by any character of an address', () => {
    const odd = installScript({ agentUrl: `http://a'; touch ${folder}/owned; '`, sha256: 'ab'.repeat(32) });
    spawnSync('/bin/sh', ['-c', odd], { env: { PATH: `${folder}:/usr/bin:/bin`, TEREDO_FLEET_TOKEN: 't' } });
    expect(() => readFileSync(join(folder, 'owned'))).toThrow(/ENOENT/);
  });
});
