import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgramError, type RunWindows } from '@teredo-fleet/platform';
import { expect, it } from 'vitest';
import { refuseBesideScript } from '../src/service/beside-script';

const answering =
  (exitCode: number): RunWindows =>
  async ({ program, args }) => {
    expect([program, ...args].join(' ')).toMatch(/^reg query HKLM\\.*\\Run \/v Teredo Fleet notice$/);
    return { bytes: Buffer.alloc(0), exitCode };
  };

it('the executable is neither enrolled nor installed beside the script, and says how to take that away', async () => {
  await expect(refuseBesideScript(answering(0))).rejects.toThrow(
    /^The script agent is installed here.*teredo-agent\.js" uninstall$/,
  );
});

it('nor where only its task is left, since something cleared start-up programs up', async () => {
  const root = mkdtempSync(join(tmpdir(), 'beside-script-'));
  await refuseBesideScript(answering(1), root);
  mkdirSync(join(root, 'System32', 'Tasks'), { recursive: true });
  writeFileSync(join(root, 'System32', 'Tasks', 'Teredo Fleet script agent'), '');
  await expect(refuseBesideScript(answering(1), root)).rejects.toThrow(/^The script agent is installed here/);
  rmSync(root, { recursive: true });
});

it('a file of the script that nobody installed is no other agent', async () => {
  await refuseBesideScript(answering(1));
  await refuseBesideScript(() =>
    Promise.reject(new ProgramError('missing', ['reg'], null, '', 'no such file')),
  );
});
