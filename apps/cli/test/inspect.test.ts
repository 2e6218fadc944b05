import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programOf } from '../../../packages/teredo/test/executable/made-program';

const app = fileURLToPath(new URL('..', import.meta.url));
const program = join(app, 'dist', 'teredo-fleet.mjs');
let folder: string;

beforeAll(() => {
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: app, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  folder = mkdtempSync(join(tmpdir(), 'inspect-'));
  writeFileSync(join(folder, 'old.exe'), programOf({ machine: 'x64', functions: ['old'] }));
  writeFileSync(join(folder, 'new.dll'), programOf({ machine: 'x86', functions: ['new'] }));
  writeFileSync(join(folder, 'both.exe'), programOf({ machine: 'arm64' }));
  writeFileSync(join(folder, 'empty.exe'), '');
  writeFileSync(join(folder, 'notes.txt'), 'No program at all.');
  mkdirSync(join(folder, 'folder.exe'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program as an admin does. */
const inspect = (...args: string[]) =>
  spawnSync(process.execPath, [program, 'inspect', ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 25_000,
  });

describe('teredo-fleet inspect', () => {
  it('says of each file what it is, how it is judged and by what', () => {
    const { status, stdout, stderr } = inspect('old.exe', 'new.dll');
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(
      /^old\.exe: program of Windows, x64\n {2}sockets +not ready +.+IPv4 alone\. \(gethostbyname\)$/m,
    );
    expect(stdout).toMatch(
      /^new\.dll: program of Windows, x86\n {2}sockets +ready +.+both\. \(getaddrinfo\)$/m,
    );
    expect(stdout).toMatch(/^ {2}protection level +ready +At 3c[0-9a-f] \(hexadecimal\)/m);
  });

  it.each([
    [['new.dll'], 0],
    [['new.dll', 'both.exe'], 7],
    [['both.exe', 'old.exe'], 1],
    [['empty.exe'], 7],
    [[], 2],
  ])('tells a script by its exit code: %j is %i', (files, code) => {
    expect(inspect(...files).status).toBe(code);
  });

  it('prints the same for programs', () => {
    const [one] = JSON.parse(inspect('--json', 'both.exe').stdout);
    expect(one).toMatchObject({
      path: 'both.exe',
      facts: { kind: 'pe', machine: 'arm64' },
      verdict: { sockets: { verdict: 'cannot-tell', evidence: { code: 'both' } } },
    });
  });

  it.each([
    ['there-is-none.exe', 'There is no file there-is-none.exe.\nCheck the name and the folder.\n'],
    ['folder.exe', 'folder.exe is no ordinary file.\nName a program of Windows: an .exe or a .dll.\n'],
  ])('says what is wrong and what to do: %s', (name, text) => {
    const { status, stdout, stderr } = inspect(name);
    expect([status, stdout, stderr]).toEqual([3, '', text]);
  });

  it('tells of every file that can be read, and of each that can’t why', () => {
    const { status, stdout, stderr } = inspect('nope.exe', 'new.dll', 'folder.exe');
    expect(status).toBe(3);
    expect(stdout).toMatch(/^new\.dll: program of Windows/);
    expect(stderr).toMatch(/^There is no file nope\.exe\.\n.+\nfolder\.exe is no ordinary file\.\n/);
    const json = inspect('--json', 'nope.exe', 'new.dll');
    expect([json.status, JSON.parse(json.stdout).length]).toEqual([3, 1]);
  });

  it('waits for no pipe', () => {
    spawnSync('mkfifo', [join(folder, 'pipe.exe')]);
    const { status, stderr } = inspect('pipe.exe');
    expect([status, stderr]).toEqual([3, expect.stringMatching(/^pipe\.exe is no ordinary file\./)]);
  });

  it('shows nothing of a name that would steer the terminal', () => {
    const { stderr } = inspect('a\u001b[31m\u202e.exe');
    expect(stderr).toBe('There is no file a\ufffd[31m\ufffd.exe.\nCheck the name and the folder.\n');
  });

  it('says of what is no program that it is none', () => {
    const { status, stdout } = inspect('notes.txt', 'empty.exe');
    expect(status).toBe(7);
    expect(stdout).toContain('notes.txt: no program\n');
    expect(stdout).toContain('empty.exe: empty file\n');
  });

  it('reads little of a file of 2 GB', () => {
    const path = join(folder, 'huge.exe');
    writeFileSync(path, programOf({ machine: 'x64', functions: ['new'] }));
    truncateSync(path, 2 ** 31);
    expect(inspect('huge.exe').status).toBe(0);
  });
});
