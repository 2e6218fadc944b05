import {
  chownSync,
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NoticeToShow } from '../src';
import { createLinuxNoticeChannel, runToSuccess } from '../src';

const uid = process.getuid?.() ?? 0;
const isRoot = uid === 0;
const LOOKED_MS = 700;

const notice: NoticeToShow = {
  language: 'en',
  title: 'Teredo will be turned on',
  body: 'Nothing is asked of you.',
  openBody: 'Nothing is asked of you.',
  offers: { acknowledge: true, defer: true, refuse: true },
  // Against hanging only.
  answerTimeoutMs: 60_000,
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'terminal-'));
  mkdirSync(join(folder, 'dev', 'pts'), { recursive: true });
  writeFileSync(join(folder, 'dev', 'pts', '3'), '');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const answers = () => join(folder, 'answers');
const terminal = () => readFileSync(join(folder, 'dev', 'pts', '3'), 'utf8');
const code = () => /answer (\d{6})/.exec(terminal())![1]!;

async function show(shown = notice) {
  const terminals = [{ user: 'kim', uid, line: 'pts/3', since: '2026-11-29 08:03' }];
  const channel = createLinuxNoticeChannel({
    devices: join(folder, 'dev'),
    answers: answers(),
    loggedOn: async () => ({ desktops: [], terminals }),
    inFront: async () => null,
    isPresenting: async () => null,
    dialog: () => null,
  });
  const [session] = await channel.sessions('now');
  return channel.show(session!, shown);
}

describe('a notice on a terminal', () => {
  it('is written on it, and the answer of its user comes back', async () => {
    const showing = await show();
    expect(await showing.displayed).toBeGreaterThan(0);
    expect(terminal()).toContain(notice.body);
    writeFileSync(join(answers(), String(uid), code()), 'deferred\n');
    expect(await showing.outcome).toMatchObject({ answer: 'deferred', failure: null });
  });

  it('takes answers from a folder that only its user can write to', async () => {
    const showing = await show();
    const { mode, uid: owner } = statSync(join(answers(), String(uid)));
    expect([mode & 0o777, owner]).toEqual([0o700, uid]);
    showing.withdraw();
  });

  it('takes no answer under another code, none that it does not know, and no link', async () => {
    const showing = await show();
    const own = join(answers(), String(uid));
    writeFileSync(join(own, '000000'), 'acknowledged\n');
    writeFileSync(join(folder, 'elsewhere'), 'acknowledged\n');
    symlinkSync(join(folder, 'elsewhere'), join(own, code()));
    await sleep(LOOKED_MS);
    rmSync(join(own, code()));
    writeFileSync(join(own, code()), 'rm -rf\n');
    await sleep(LOOKED_MS);
    showing.withdraw();
    expect((await showing.outcome).answer).toBeNull();
  });

  it('takes no answer that it does not offer, says so, and goes on waiting', async () => {
    const showing = await show({ ...notice, offers: { acknowledge: true, defer: false, refuse: false } });
    const path = join(answers(), String(uid), code());
    const given = code();
    for (const word of ['deferred', 'refused']) {
      writeFileSync(join(folder, 'dev', 'pts', '3'), '');
      writeFileSync(path, `${word}\n`);
      await expect.poll(terminal).toMatch(/does not offer that answer\.\r\n.*: ok\r\n/);
      expect(code()).toBe(given);
    }
    writeFileSync(path, 'acknowledged\n');
    expect((await showing.outcome).answer).toBe('acknowledged');
  });

  it.skipIf(!isRoot)('takes no answer of another user', async () => {
    const showing = await show();
    const answer = join(folder, 'answer');
    writeFileSync(answer, 'acknowledged\n');
    chownSync(answer, 65_534, 65_534);
    renameSync(answer, join(answers(), String(uid), code()));
    await sleep(LOOKED_MS);
    showing.withdraw();
    expect((await showing.outcome).answer).toBeNull();
  });

  it('outlives whatever its user puts in the place of the answer', async () => {
    const showing = await show({ ...notice, answerTimeoutMs: LOOKED_MS });
    mkdirSync(join(answers(), String(uid), code(), 'below'), { recursive: true });
    expect((await showing.outcome).answer).toBe('timed-out');
    expect(statSync(join(answers(), String(uid), code(), 'below')).isDirectory()).toBe(true);
  });

  it.skipIf(!isRoot)('is not written on a terminal that belongs to somebody else by now', async () => {
    chownSync(join(folder, 'dev', 'pts', '3'), 65_534, 65_534);
    const showing = await show();
    expect(await showing.displayed).toBeNull();
    expect(terminal()).toBe('');
  });

  it('times out without an answer', async () => {
    const showing = await show({ ...notice, answerTimeoutMs: 50 });
    expect((await showing.outcome).answer).toBe('timed-out');
  });

  it('is not told as displayed when only a part of it went onto the terminal', async () => {
    const path = join(folder, 'dev', 'pts', '3');
    rmSync(path);
    await runToSuccess({ program: 'mkfifo', args: [path], timeoutMs: 5_000 });
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const showing = await show({ ...notice, body: 'x'.repeat(1_000_000) });
    closeSync(reader);
    expect(await showing.displayed).toBeNull();
    expect(await showing.outcome).toMatchObject({
      displayedAt: null,
      failure: expect.stringContaining('only a part'),
    });
  });

  it('is not told as displayed when the terminal is gone', async () => {
    rmSync(join(folder, 'dev', 'pts', '3'));
    const showing = await show();
    expect(await showing.displayed).toBeNull();
    expect(await showing.outcome).toMatchObject({
      displayedAt: null,
      answer: null,
      failure: expect.stringContaining('ENOENT'),
    });
  });
});
