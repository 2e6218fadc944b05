import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkOnTheWay, linkWithin } from '../src/windows/folder-links';

let room: string;
beforeEach(() => {
  room = realpathSync(mkdtempSync(join(tmpdir(), 'links-')));
  mkdirSync(join(room, 'state', 'saved'), { recursive: true });
  writeFileSync(join(room, 'state', 'enrolment.json'), '{}');
});
afterEach(() => rmSync(room, { recursive: true }));

describe("a link on the way to the agent's folder", () => {
  it('is none where every part is what it says, be it there or not', () => {
    expect(linkOnTheWay(join(room, 'state'))).toBeNull();
    expect(linkOnTheWay(join(room, 'not', 'yet', 'there'))).toBeNull();
  });

  it('is the folder itself, or one above it', () => {
    symlinkSync(join(room, 'state'), join(room, 'planted'), 'junction');
    expect(linkOnTheWay(join(room, 'planted'))).toBe(join(room, 'planted'));
    expect(linkOnTheWay(join(room, 'planted', 'saved', 'deeper'))).toBe(join(room, 'planted'));
  });

  it('is one that leads nowhere', () => {
    symlinkSync(join(room, 'gone'), join(room, 'planted'), 'junction');
    expect(linkOnTheWay(join(room, 'planted'))).toBe(join(room, 'planted'));
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
});
