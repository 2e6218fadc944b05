import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScreen, type Screen } from '../../dev-env/src/screen';
import type { NoticeToShow, RunningProgram } from '../src';
import { findProgram, startProgram } from '../src';
import { showOnDesktop } from '../src/linux/notice/desktop-notice';
import { findDesktopSessions } from '../src/linux/notice/desktop-session';
import { DIALOG_PROGRAMS } from '../src/linux/notice/dialog-programs';
import type { UserAccount } from '../src/linux/notice/user-accounts';

const hasDialog = findProgram('xmessage') !== null;
const own: UserAccount = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, home: '/' };

const notice: NoticeToShow = {
  language: 'en',
  title: 'Teredo will be turned on',
  body: 'IT turns Teredo on at 18:00.\nNothing is asked of you.',
  openBody: 'IT turns Teredo on at 18:00.\nNothing is asked of you.',
  offers: { acknowledge: true, defer: true, refuse: true },
  answerTimeoutMs: 20_000,
};

let screen: Screen;
let program: RunningProgram;

beforeAll(async () => {
  if (!hasDialog) return;
  const opened = await openScreen();
  if (opened === null) throw new Error('There is no Xvfb, xdotool, xwininfo or scrot here.');
  screen = opened;
  const environment = { DISPLAY: screen.display, LANG: 'en_US.UTF-8' };
  program = startProgram({ program: 'cat', args: [], environment });
});

afterAll(() => {
  program?.process.kill();
  screen?.close();
});

const session = () =>
  findDesktopSessions(new Map([['kim', own]])).find(({ display }) => display === screen.display);

const show = (shown: NoticeToShow) => {
  const found = session();
  if (found === undefined) throw new Error('the desktop was not found');
  return showOnDesktop(
    DIALOG_PROGRAMS.find(({ program: name }) => name === 'xmessage')!,
    found,
    shown,
    async () => null,
  );
};

/** Presses the button that stands at this place in the row, counted from 0. */
const press = async (button: number) => expect(await screen.click(notice.title, button, 5_000)).toBe(true);

describe.skipIf(!hasDialog)(
  `a dialog on a desktop${hasDialog ? '' : ' (skipped, missing: xmessage)'}`,
  () => {
    it('is found by the processes of its user', () => {
      expect(session()).toMatchObject({
        user: 'kim',
        language: 'en_US.UTF-8',
        environment: { DISPLAY: screen.display },
      });
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
        async () => null,
      );
      expect(await showing.displayed).toBeNull();
      expect(await showing.outcome).toMatchObject({
        displayedAt: null,
        answer: null,
        failure: expect.stringContaining('9999'),
      });
    });
  },
);
