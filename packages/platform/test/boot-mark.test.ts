import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { markBoot } from '../src/windows/boot-mark';

const BOOT = { count: 43, startedAt: 1_000_000_000 };
const HOUR_MS = 3_600_000;
let room: string;
let path: string;
beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'boot-mark-'));
  path = join(room, 'boot.json');
});
afterEach(() => rmSync(room, { recursive: true }));

let made = 0;
const newMark = () => {
  made += 1;
  return made.toString(16).padStart(16, '0');
};
const markOf = (boot = BOOT) => markBoot(path, boot, newMark).mark;

it('is the same for every process of one start, also where the clock was a little off', () => {
  const first = markOf();
  expect(markOf()).toBe(first);
  expect(markOf({ ...BOOT, startedAt: BOOT.startedAt + 5_000 })).toBe(first);
});

it('is another after each start, by the count or, where Windows does not count on, by the clock', () => {
  const first = markOf();
  const second = markOf({ ...BOOT, count: 44 });
  const third = markOf({ count: 44, startedAt: BOOT.startedAt + HOUR_MS });
  expect(new Set([first, second, third]).size).toBe(3);
});

it('differs between two copies of a disk once each was started, though both count alike', () => {
  markOf();
  const other = join(room, 'copy.json');
  writeFileSync(other, JSON.stringify({ ...BOOT, mark: '0'.repeat(16) }));
  const started = { ...BOOT, count: 44 };
  expect(markOf(started)).not.toBe(markBoot(other, started, newMark).mark);
});

it.each([
  ['keeps no count', null],
  ['does not count on', 43],
])(
  'differs between a copy of a disk and its original also where Windows %s and both start at nearly one time',
  (_, count) => {
    const original = { ...BOOT, count };
    const kept = markBoot(path, original, newMark);
    const other = join(room, 'copy.json');
    writeFileSync(other, JSON.stringify(kept));
    const copy = markBoot(other, { count, startedAt: BOOT.startedAt + 60_000 }, newMark);
    expect(copy.mark).not.toBe(kept.mark);
    expect(markBoot(path, { count, startedAt: BOOT.startedAt + 5_000 }, newMark)).toEqual(kept);
    expect(markBoot(other, { count, startedAt: BOOT.startedAt + 65_000 }, newMark)).toEqual(copy);
  },
);

it.each(['', '{', 'null', '{"count":43,"startedAt":1000000000,"mark":"x"}'])(
  'is made anew where what was kept is %j',
  (text) => {
    writeFileSync(path, text);
    expect(markOf()).toMatch(/^[0-9a-f]{16}$/);
  },
);

it('is there also where nothing can be kept', () => {
  expect(markBoot(join(room, 'not', 'there.json'), BOOT, newMark).mark).toMatch(/^[0-9a-f]{16}$/);
});
