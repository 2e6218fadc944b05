import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linuxEnrolCommand } from '../src/token/enrol-command';

it('the line that is pasted shows the token to no other user of the machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'enrol-command-'));
  const program = (name: string, rest: string) =>
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> ${folder}/called\n${rest}\n`, {
      mode: 0o755,
    });
  program('curl', 'true');
  program('sha256sum', 'cat > /dev/null');
  program('node', `case "$*" in *--token*) cat > ${folder}/input;; esac`);
  program('sudo', '"$@"');
  const token = "tf1.id.it's.key.key";
  const command = linuxEnrolCommand({
    agentUrl: 'https://fleet.example.com:3001',
    sha256: 'ab'.repeat(32),
    token,
  });
  const { status, stderr } = spawnSync('/bin/sh', ['-c', command], {
    env: { PATH: `${folder}:/usr/bin:/bin` },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const called = readFileSync(join(folder, 'called'), 'utf8');
  expect(called).toMatch(/--token -\n/);
  expect(called).toMatch(/service install\n/);
  expect(called).not.toContain(token);
  expect(readFileSync(join(folder, 'input'), 'utf8')).toBe(token);
  rmSync(folder, { recursive: true, force: true });
});
