import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putBack, setAside, whatWasSetAside } from '../src';

let room: string;
let folder: string;
beforeEach(() => {
  room = realpathSync(mkdtempSync(join(tmpdir(), 'set-aside-')));
  folder = join(room, 'Teredo Fleet');
});
afterEach(() => rmSync(room, { recursive: true }));

describe("what lies in the place of the agent's folder before it is made", () => {
  it('is nothing on most machines', () => {
    expect(setAside(folder)).toBeNull();
    expect(readdirSync(room)).toEqual([]);
  });

  it('gets a name beside it that is nobody else’s yet, with all that is in it', () => {
    for (const number of [1, 2]) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'enrolment.json'), `planted ${number}`);
      expect(setAside(folder + sep)).toBe(`${folder} set aside ${number}`);
      expect(existsSync(folder)).toBe(false);
    }
    expect(readFileSync(join(`${folder} set aside 1`, 'enrolment.json'), 'utf8')).toBe('planted 1');
    expect(readFileSync(join(`${folder} set aside 2`, 'enrolment.json'), 'utf8')).toBe('planted 2');
  });

  it('is found again by its name, and what only looks like it is not', () => {
    expect(whatWasSetAside(join(room, 'none', 'Teredo Fleet'))).toEqual([]);
    for (const _ of [1, 2]) {
      mkdirSync(folder);
      setAside(folder);
    }
    for (const other of [`${folder} set aside x`, `${folder} 2 set aside 3`]) mkdirSync(other);
    expect(whatWasSetAside(folder).sort()).toEqual([1, 2].map((number) => `${folder} set aside ${number}`));
  });

  it('is passed over by a name that a link has, also one that leads nowhere', () => {
    mkdirSync(folder);
    symlinkSync(join(room, 'nowhere'), `${folder} set aside 1`);
    expect(setAside(folder)).toBe(`${folder} set aside 2`);
  });

  it('is set aside also where it is a file', () => {
    writeFileSync(folder, 'planted');
    expect(setAside(folder)).toBe(`${folder} set aside 1`);
    expect(readFileSync(`${folder} set aside 1`, 'utf8')).toBe('planted');
  });

  it('stays, and is named, where it is a link: what it leads to may be anything', () => {
    symlinkSync(room, folder, 'junction');
    expect(() => setAside(folder)).toThrow(/Teredo Fleet leads to another place/);
    expect(readdirSync(room)).toEqual(['Teredo Fleet']);
  });

  it('is put back where its place is free again, and nowhere else', () => {
    writeFileSync(folder, 'planted');
    const aside = setAside(folder) as string;
    mkdirSync(folder);
    expect(putBack(aside, folder)).toBe(false);
    rmSync(folder, { recursive: true });
    expect(putBack(aside, folder)).toBe(true);
    expect(readFileSync(folder, 'utf8')).toBe('planted');
    expect(readdirSync(room)).toEqual(['Teredo Fleet']);
    expect(putBack(aside, join(room, 'elsewhere'))).toBe(false);
  });

  it('is said to be open where it can not be renamed', () => {
    // Nothing renames a root.
    expect(() => setAside(sep)).toThrow(
      /does not let it be renamed \(.*teredo-agent service remove.*--state-dir/,
    );
  });
});
