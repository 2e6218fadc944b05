import { describe, expect, it } from 'vitest';
import type { NoticeToShow } from '../src';
import { showOnDesktop } from '../src/linux/notice/desktop-notice';
import type { DesktopSession } from '../src/linux/notice/desktop-session';
import type { DialogProgram } from '../src/linux/notice/dialog-programs';

const account = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, home: '/' };
const session: DesktopSession = { user: 'kim', account, display: ':0', language: null, environment: {} };

const notice: NoticeToShow = {
  title: 'Teredo will be turned on',
  body: 'Nothing is asked of you.',
  offers: { acknowledge: true, defer: false, refuse: false },
  answerTimeoutMs: 900,
};

/** A dialog of a user who has other plans for it. */
const dialogThat = (script: string): DialogProgram => ({
  program: 'sh',
  args: () => ['-c', script],
  answer: ({ exitCode }) => (exitCode === 0 ? 'acknowledged' : 'closed'),
});

describe('a dialog that its user manipulates', () => {
  it.each([
    ['will not end', 'trap "" TERM; while :; do sleep 0.1; done'],
    ['is stopped', 'kill -STOP $$'],
    [
      'ends and leaves a process with its output',
      'trap "sleep 12 & exit 3" TERM; while :; do sleep 0.1; done',
    ],
  ])(
    'and that %s is timed out all the same',
    async (_, script) => {
      const showing = showOnDesktop(dialogThat(script), session, notice);
      expect(await showing.outcome).toMatchObject({ answer: 'timed-out', failure: null });
    },
    10_000,
  );

  it('is answered although something of it goes on', async () => {
    const showing = showOnDesktop(dialogThat('sleep 12 & exit 0'), session, {
      ...notice,
      answerTimeoutMs: 11_000,
    });
    expect(await showing.outcome).toMatchObject({ answer: 'acknowledged' });
  }, 10_000);

  it('is taken away although it will not end', async () => {
    const showing = showOnDesktop(dialogThat('trap "" TERM; while :; do sleep 0.1; done'), session, notice);
    showing.withdraw();
    expect(await showing.outcome).toMatchObject({ answer: null, failure: null });
  }, 10_000);
});
