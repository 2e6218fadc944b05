import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProgramReader } from '@teredo-fleet/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectArguments } from '../src/commands/inspect-program';

const WINE = '/usr/lib/x86_64-linux-gnu/wine/x86_64-windows';
const app = fileURLToPath(new URL('..', import.meta.url));
const program = join(app, 'dist', 'teredo-agent.mjs');

let folder: string;
beforeAll(() => {
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: app, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  folder = mkdtempSync(join(tmpdir(), 'inspect-program-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As the agent has it done: the one file that machines download, in a process of its own. */
const reader = () =>
  createProgramReader({
    system: 'linux',
    folders: {},
    argvOf: (path, known) => [process.execPath, program, ...inspectArguments(path, known)],
    exceptions: async () => () => 'not-applicable',
    longestReadMs: 20_000,
  });

describe('the process in which an agent reads a program', () => {
  it.skipIf(!existsSync(WINE))('tells what the file is, and that it is as it was', async () => {
    const path = join(folder, 'a program – of Wine.exe');
    copyFileSync(join(WINE, 'arp.exe'), path);
    const found = await reader().read(path, null);
    expect(found).toMatchObject({ outcome: 'inspected', facts: { kind: 'pe', machine: 'x64' } });
    expect(await reader().read(path, found.file)).toEqual({
      outcome: 'unchanged',
      file: found.file,
      facts: null,
    });
  });

  it('tells of anything else why there is nothing to read', async () => {
    writeFileSync(join(folder, 'empty.exe'), '');
    expect(await reader().read(join(folder, 'empty.exe'), null)).toMatchObject({ facts: { kind: 'empty' } });
    expect((await reader().read(join(folder, 'none.exe'), null)).outcome).toBe('missing');
    expect((await reader().read(folder, null)).outcome).toBe('not-a-file');
    expect((await reader().read('--version', null)).outcome).toBe('missing');
  });

  it('is for the agent alone, and so in no list of commands', () => {
    const { stdout } = spawnSync(process.execPath, [program, '--help'], { encoding: 'utf8' });
    expect(stdout).toMatch(/observe/);
    expect(stdout).not.toMatch(/inspect-program/);
  });
});
