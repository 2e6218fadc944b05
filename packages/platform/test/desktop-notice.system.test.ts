import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NoticeToShow, RunningProgram } from '../src';
import { findProgram, runProgram, startProgram } from '../src';
import { showOnDesktop } from '../src/linux/notice/desktop-notice';
import { findDesktopSessions } from '../src/linux/notice/desktop-session';
import { DIALOG_PROGRAMS } from '../src/linux/notice/dialog-programs';
import type { UserAccount } from '../src/linux/notice/user-accounts';

const missing = ['Xvfb', 'xmessage', 'xdotool', 'xwininfo'].filter((name) => findProgram(name) === null);
const title = `a dialog on a desktop${missing.length > 0 ? ` (skipped, missing: ${missing.join(', ')})` : ''}`;
const DISPLAY = `:${90 + (process.pid % 100)}`;
const own: UserAccount = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, home: '/' };

const notice: NoticeToShow = {
  title: 'Teredo will be turned on',
  body: 'IT turns Teredo on at 18:00.\nNothing is asked of you.',
  offers: { acknowledge: true, defer: true, refuse: true },
  answerTimeoutMs: 20_000,
};

let screen: RunningProgram;
let program: RunningProgram;

beforeAll(async () => {
  if (missing.length > 0) return;
  screen = startProgram({
    program: 'Xvfb',
    args: [DISPLAY, '-screen', '0', '800x600x24', '-nolisten', 'tcp'],
  });
  for (let i = 0; i < 100 && !existsSync(`/tmp/.X11-unix/X${DISPLAY.slice(1)}`); i += 1) await sleep(50);
  program = startProgram({ program: 'cat', args: [], environment: { DISPLAY, LANG: 'en_US.UTF-8' } });
});

afterAll(() => {
  program?.process.kill();
  screen?.process.kill();
});

const session = () => findDesktopSessions(new Map([['kim', own]])).find(({ display }) => display === DISPLAY);

const show = (shown: NoticeToShow) => {
  const found = session();
  if (found === undefined) throw new Error('the desktop was not found');
  return showOnDesktop(DIALOG_PROGRAMS.find(({ program: name }) => name === 'xmessage')!, found, shown);
};

const xdotool = async (...args: string[]) =>
  (await runProgram({ program: 'xdotool', args, timeoutMs: 5000, environment: { DISPLAY } })).stdout;

/** A dialog is displayed when its program stands; a busy screen may draw it a moment later. */
async function dialogWindow(): Promise<string> {
  for (let i = 0; i < 100; i += 1) {
    const found = await xdotool('search', '--onlyvisible', '--name', notice.title);
    if (found.trim() !== '') return found.trim().split('\n').pop()!;
    await sleep(50);
  }
  throw new Error('the dialog did not appear within five seconds');
}

/** Presses the button that stands at this place in the row, counted from 0: its window is among the lowest ones. */
async function press(button: number): Promise<void> {
  const window = await dialogWindow();
  const environment = { DISPLAY };
  const { stdout } = await runProgram({
    program: 'xwininfo',
    args: ['-tree', '-id', window],
    timeoutMs: 5000,
    environment,
  });
  const found = [...stdout.matchAll(/ {2}\d+x\d+\+-?\d+\+-?\d+ {2}\+(\d+)\+(\d+)/g)];
  const places = found.map((match) => ({ x: Number(match[1]), y: Number(match[2]) }));
  const lowest = Math.max(...places.map(({ y }) => y));
  const row = places.filter(({ y }) => y === lowest).sort((a, b) => a.x - b.x);
  const { x, y } = row[button]!;
  await xdotool('mousemove', String(x + 5), String(y + 5), 'click', '1');
}

describe.skipIf(missing.length > 0)(title, () => {
  it('is found by the processes of its user', () => {
    expect(session()).toMatchObject({ user: 'kim', language: 'en_US.UTF-8', environment: { DISPLAY } });
  });

  it('is displayed, and the button that is pressed is the answer', async () => {
    const showing = show(notice);
    expect(await showing.displayed).toBeGreaterThan(0);
    await press(0);
    const outcome = await showing.outcome;
    expect(outcome).toMatchObject({ answer: 'acknowledged', failure: null });
    expect(outcome.answeredAt).toBeGreaterThanOrEqual(outcome.displayedAt!);
  });

  it.each([
    [1, 'deferred'],
    [2, 'refused'],
  ])('has a button at place %i that means %s', async (place, answer) => {
    const showing = show(notice);
    await showing.displayed;
    await press(place);
    expect((await showing.outcome).answer).toBe(answer);
  });

  it('times out, and is taken away when nobody has to answer any more', async () => {
    const late = show({ ...notice, answerTimeoutMs: 1200 });
    expect((await late.outcome).answer).toBe('timed-out');
    const withdrawn = show(notice);
    await withdrawn.displayed;
    withdrawn.withdraw();
    expect(await withdrawn.outcome).toMatchObject({ answer: null, failure: null });
  });

  it('that cannot appear is not told as displayed', async () => {
    const found = session()!;
    const gone = { ...found, environment: { ...found.environment, DISPLAY: ':9999' } };
    const showing = showOnDesktop(
      DIALOG_PROGRAMS.find(({ program: name }) => name === 'xmessage')!,
      gone,
      notice,
    );
    expect(await showing.displayed).toBeNull();
    expect(await showing.outcome).toMatchObject({
      displayedAt: null,
      answer: null,
      failure: expect.stringContaining('9999'),
    });
  });
});
