import { chownSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLinuxApplicationBox } from '../src';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let requests: string;
let box: ReturnType<typeof createLinuxApplicationBox>;
beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'application-box-'));
  requests = join(folder, 'requests');
  box = createLinuxApplicationBox(folder);
  await box.open();
  return () => rmSync(folder, { recursive: true });
});

const leave = (name: string, text: string, uid?: number) => {
  const path = join(requests, name);
  writeFileSync(path, text);
  if (uid !== undefined) chownSync(path, uid, uid);
};
const texts = async () => (await box.take()).map(({ text }) => text);

describe('what somebody puts where requests are left', () => {
  it('hides no request by folders that can not be taken away', async () => {
    for (let index = 0; index < 300; index += 1)
      mkdirSync(join(requests, `folder-${index}`, 'in it'), { recursive: true });
    leave('request', 'mine\n');
    expect(await texts()).toEqual(['mine']);
  });

  it.runIf(isRoot)(
    'hides no request of another account by files that are never finished, also not by ones of a time to come',
    async () => {
      for (let index = 0; index < 300; index += 1) {
        leave(`open-${index}`, 'no end', NOBODY);
        utimesSync(join(requests, `open-${index}`), Date.now() / 1000 + 5, Date.now() / 1000 + 5);
      }
      leave('request', 'mine\n');
      expect(await texts()).toContain('mine');
    },
  );

  it.runIf(isRoot)('hides no request of another account by their number', async () => {
    for (let index = 0; index < 1_000; index += 1) leave(`flood-${index}`, `flood ${index}\n`, NOBODY);
    leave('request', 'mine\n');
    const taken = await box.take();
    expect(taken.map(({ text }) => text)).toContain('mine');
    expect(taken.filter(({ account }) => account === 'nobody').length).toBeLessThanOrEqual(16);
    expect(await box.take()).toEqual([]);
  });
});
