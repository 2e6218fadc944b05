import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceablePart, requireRootOnly } from '../src/root-only';

const isRoot = process.getuid?.() === 0;
let folder: string;
let program: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'root-only-')));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'bin'), { mode: 0o755 });
  program = join(folder, 'bin', 'node');
  writeFileSync(program, '', { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!isRoot)('a program that root starts', () => {
  it('is fine where only root can exchange it', () => {
    expect(replaceablePart(program)).toBeNull();
    expect(replaceablePart(process.execPath)).toBeNull();
  });

  it.each([
    ['it belongs to somebody else', () => chownSync(program, 65_534, 65_534), 'bin/node', 'user 65534'],
    ['everybody may write to it', () => chmodSync(program, 0o757), 'bin/node', 'any user'],
    ['everybody may write to its folder', () => chmodSync(join(folder, 'bin'), 0o777), 'bin', 'any user'],
    ['a folder above belongs to somebody else', () => chownSync(folder, 65_534, 65_534), '', 'user 65534'],
    [
      'a group with people in it may write to its folder',
      () => {
        chownSync(join(folder, 'bin'), 0, 65_534);
        chmodSync(join(folder, 'bin'), 0o775);
      },
      'bin',
      'group 65534',
    ],
  ])('is refused when %s', (_, change, part, by) => {
    change();
    expect(replaceablePart(program)).toEqual({ path: join(folder, part), by });
    expect(() => requireRootOnly(program)).toThrow(/Install Node for the whole machine/);
  });

  it('is judged where it really lies', () => {
    mkdirSync(join(folder, 'home'));
    chownSync(join(folder, 'home'), 65_534, 65_534);
    writeFileSync(join(folder, 'home', 'node'), '');
    symlinkSync(join(folder, 'home', 'node'), join(folder, 'bin', 'link'));
    expect(replaceablePart(join(folder, 'bin', 'link'))?.path).toBe(join(folder, 'home'));
  });
});
