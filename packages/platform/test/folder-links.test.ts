import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followWay, linkWithin } from '../src/windows/folder-links';

let room: string;
beforeEach(() => {
  room = realpathSync(mkdtempSync(join(tmpdir(), 'links-')));
  mkdirSync(join(room, 'state', 'saved'), { recursive: true });
  writeFileSync(join(room, 'state', 'enrolment.json'), '{}');
});
afterEach(() => rmSync(room, { recursive: true }));

describe("the way to the agent's folder", () => {
  it('leads there where every part is what it says, be it there or not', () => {
    for (const path of [join(room, 'state'), join(room, 'not', 'yet', 'there')])
      expect(followWay(path)).toEqual({ place: path });
  });

  it('leads elsewhere by the folder itself, or by one above it', () => {
    symlinkSync(join(room, 'state'), join(room, 'planted'), 'junction');
    expect(followWay(join(room, 'planted'))).toEqual({ link: join(room, 'planted') });
    expect(followWay(join(room, 'planted', 'saved', 'deeper'))).toEqual({ link: join(room, 'planted') });
  });

  it('leads elsewhere by a link that leads nowhere', () => {
    symlinkSync(join(room, 'gone'), join(room, 'planted'), 'junction');
    expect(followWay(join(room, 'planted'))).toEqual({ link: join(room, 'planted') });
  });
});

describe("a link in the agent's folder", () => {
  it('is none among files and folders', () => {
    expect(linkWithin(join(room, 'state'))).toBeNull();
  });

  it('is found at any depth, and not followed', () => {
    const planted = join(room, 'state', 'saved', 'planted');
    symlinkSync(room, planted, 'junction');
    expect(linkWithin(join(room, 'state'))).toBe(planted);
  });

  it('is also another name of a file that lies elsewhere', () => {
    const planted = join(room, 'state', 'saved', 'planted');
    writeFileSync(join(room, 'elsewhere'), '');
    linkSync(join(room, 'elsewhere'), planted);
    expect(linkWithin(join(room, 'state'))).toBe(planted);
  });
});
