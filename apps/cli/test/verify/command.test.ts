import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headLine, makeContent, makeKey, partsOf, signContent, writeBundle } from './a-bundle';
import { writeZip } from './zip-writer';

const app = fileURLToPath(new URL('../..', import.meta.url));
const key = makeKey();
const content = makeContent({ key });
const bundle = writeBundle(content);
let folder: string;

beforeAll(() => {
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: app, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  copyFileSync(join(app, 'dist', 'verify.mjs'), join(folder, 'verify.mjs'));
  writeFileSync(join(folder, 'bundle.zip'), bundle);
  spawnSync('mkfifo', [join(folder, 'pipe.zip')]);
  const { heads } = content.chain;
  const lines = [
    headLine(heads[6]!, '2026-03-01T09:00:00.000Z', key),
    headLine(heads[9]!, '2026-03-01T09:30:00.000Z', key),
    headLine(heads[12]!, '2026-03-05T09:30:00.000Z', key),
  ];
  writeFileSync(join(folder, 'audit-heads.jsonl'), `${lines.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (program: string[], ...args: string[]) =>
  spawnSync(process.execPath, [...program, ...args], { cwd: folder, encoding: 'utf8', timeout: 25_000 });
const verify = (...args: string[]) => run(['verify.mjs'], ...args);

describe('verify.mjs', () => {
  it('needs nothing beside it, and no network', () => {
    const text = readFileSync(join(folder, 'verify.mjs'), 'utf8');
    const named = [...text.matchAll(/(?:\bfrom|require\(|import\()\s*["']([\w:/@-]+)["']/g)].map(
      ([, name]) => name!,
    );
    const outside = named.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')));
    expect(outside).toEqual([]);
    const names = named.map((name) => name.replace(/^node:/, ''));
    for (const network of ['net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns'])
      expect(names).not.toContain(network);
    expect(text).not.toMatch(/\bfetch\(|\bWebSocket\(/);
  });

  it('says what holds and what was not checked, and never that all is well', () => {
    const { status, stdout, stderr } = verify('bundle.zip');
    expect([status, stderr]).toEqual([7, '']);
    expect(stdout).toMatch(/NOT CHECKED {2}Whether the key is that of your installation/);
    expect(stdout).toMatch(/NOT CHECKED {2}Whether the newest part was cut off/);
    expect(stdout).toMatch(/Nothing was found to be wrong, but not everything was checked\./);
    expect(stdout).not.toMatch(/\bfine\b|\bvalid\b|\bOK\b/i);
    expect(stdout).not.toContain('\u001b');
  });

  it('takes the fingerprint as people write it, and of a file of heads the one that can be compared', () => {
    const grouped = key.record.keyId.toUpperCase().replace(/(.{2})(?=.)/g, '$1:');
    const { status, stdout } = verify('bundle.zip', '--fingerprint', grouped, '--head', 'audit-heads.jsonl');
    expect(stdout).toMatch(/HOLDS {2}The chain holds the head that you gave \(9 entries\)/);
    expect(stdout).toMatch(/Everything was checked and holds\./);
    expect(status).toBe(0);
  });

  it('names the row that was changed', () => {
    const machines = content.files['machines.csv'] as string;
    const files = { ...content.files, 'machines.csv': machines.replace('machine-3,', 'machine-X,') };
    const changed = writeZip(partsOf({ ...signContent(content), ...files }));
    writeFileSync(join(folder, 'changed.zip'), changed);
    const { status, stdout } = verify('changed.zip');
    expect(status).toBe(1);
    expect(stdout).toContain('FAILS  machines.csv: row 3 (machines.csv 3) was changed.');
    expect(JSON.parse(verify('changed.zip', '--json').stdout)).toMatchObject({ outcome: 'fails' });
  });

  it.each([
    [['missing.zip'], 3, /There is no file missing\.zip/],
    [['.'], 3, /no ordinary file/],
    [['pipe.zip'], 3, /no ordinary file/],
    [['bundle.zip', '--head', 'none.jsonl'], 3, /There is no file none\.jsonl/],
    [['bundle.zip', '--fingerprint', 'abc'], 2, /64 hex digits.*Audit, Chain/],
    [[], 2, /missing required argument/],
  ])('of %j says what to do', (args, code, message) => {
    const { status, stderr, stdout } = verify(...args);
    expect([status, stdout]).toEqual([code, '']);
    expect(stderr).toMatch(message);
  });

  it('leaves nothing behind', () => {
    expect(readdirSync(folder).sort()).toEqual([
      'audit-heads.jsonl',
      'bundle.zip',
      'changed.zip',
      'pipe.zip',
      'verify.mjs',
    ]);
  });

  it('is the same as teredo-fleet verify', () => {
    const program = [join(app, 'dist', 'teredo-fleet.mjs'), 'verify'];
    const { status, stdout } = run(program, 'bundle.zip', '--json');
    expect([status, JSON.parse(stdout)]).toEqual([7, JSON.parse(verify('bundle.zip', '--json').stdout)]);
  });
});
