import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { STANDING_FILE } from '@teredo-fleet/teredo';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWindowsApplicationBox, createWindowsApplicationDoor, type RunWindows } from '../src';
import { removeStanding } from '../src/windows/applications/windows-application-box';

let root: string;
let standing: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'windows-applications-'));
  standing = join(root, STANDING_FILE);
  mkdirSync(dirname(standing), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const nothing: RunWindows = async () => ({ bytes: Buffer.from(''), exitCode: 1 });

/** What Windows lets nobody take away or rename over, as a file that somebody has open: here a folder with something in it. */
function hold(): void {
  mkdirSync(join(standing, 'held'), { recursive: true });
}

describe('what an agent tells applications', () => {
  it('is read in both places, and newer beside what somebody keeps open', async () => {
    const door = createWindowsApplicationDoor(nothing, root);
    expect(await door.read()).toEqual([]);
    const box = createWindowsApplicationBox(nothing, root);
    await box.tell('first');
    expect(await door.read()).toEqual(['first']);
    rmSync(standing);
    hold();
    await box.tell('second');
    expect(await door.read()).toEqual(['second']);
    expect(readFileSync(`${standing}.new`, 'latin1')).toBe('second');
  });

  it('is taken away as far as nobody has it open, and the rest is named', async () => {
    expect(await removeStanding(root)).toEqual([]);
    mkdirSync(dirname(standing), { recursive: true });
    hold();
    writeFileSync(`${standing}.new`, 'told');
    expect(await removeStanding(root)).toEqual([standing]);
    expect(existsSync(`${standing}.new`)).toBe(false);
    await createWindowsApplicationBox(nothing, root).close();
  });
});

it('everybody on a machine with many accounts is heard in turn, SYSTEM each time', async () => {
  const sids = Array.from({ length: 70 }, (_, index) => `S-1-5-21-1-2-3-${1000 + index}`);
  const asked: string[] = [];
  const run: RunWindows = async ({ args }) => {
    const text = args.join(' ');
    const sid = /S-1-5-(?:18|21-[-\d]+)/.exec(text)?.[0];
    if (sid !== undefined) asked.push(sid);
    const listed = sid === undefined ? sids.map((one) => `HKEY_USERS\\${one}`).join('\r\n') : '';
    return { bytes: Buffer.from(listed), exitCode: sid === undefined ? 0 : 1 };
  };
  const box = createWindowsApplicationBox(run, root);
  for (let look = 0; look < 3; look += 1) await box.take();
  expect(new Set(asked)).toEqual(new Set(['S-1-5-18', ...sids]));
  expect(asked.filter((sid) => sid === 'S-1-5-18')).toHaveLength(3);
  expect(asked).toHaveLength(3 * 32);
});
