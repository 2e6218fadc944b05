import { describe, expect, it } from 'vitest';
import type { NoticeToShow } from '../src';
import { showOnDesktop } from '../src/linux/notice/desktop-notice';
import type { DesktopSession } from '../src/linux/notice/desktop-session';
import type { DialogProgram } from '../src/linux/notice/dialog-programs';

const account = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, home: '/' };
const session: DesktopSession = { user: 'kim', account, display: ':0', language: null, environment: {} };

const notice: NoticeToShow = {
  language: 'en',
  title: 'Teredo will be turned on',
  body: 'Nothing is asked of you.',
  openBody: 'Nothing is asked of you.',
  offers: { acknowledge: true, defer: false, refuse: false },
  answerTimeoutMs: 900,
};

/** A dialog of a user who has other plans for it. */
const dialogThat = (script: string): DialogProgram => ({
  program: 'sh',
  args: () => ['-c', script],
  input: () => null,
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
      const showing = showOnDesktop(dialogThat(script), session, notice, async () => null);
      expect(await showing.outcome).toMatchObject({ answer: 'timed-out', failure: null });
    },
    10_000,
  );

  it('is answered although something of it goes on', async () => {
    const patient = { ...notice, answerTimeoutMs: 11_000 };
    const showing = showOnDesktop(dialogThat('sleep 12 & exit 0'), session, patient, async () => null);
    expect(await showing.outcome).toMatchObject({ answer: 'acknowledged' });
  }, 10_000);

  it('is taken away although it will not end', async () => {
    const showing = showOnDesktop(
      dialogThat('trap "" TERM; while :; do sleep 0.1; done'),
      session,
      notice,
      async () => null,
    );
    showing.withdraw();
    expect(await showing.outcome).toMatchObject({ answer: null, failure: null });
  }, 10_000);
});

describe('a dialog behind a locked screen (N21)', () => {
  const waiting = dialogThat('while :; do sleep 0.1; done');
  const patient = { ...notice, answerTimeoutMs: 4_000 };

  it('is timed out and was not displayed', async () => {
    const showing = showOnDesktop(waiting, session, { ...notice, answerTimeoutMs: 2_000 }, async () => false);
    expect(await showing.displayed).toBeNull();
    expect(await showing.outcome).toMatchObject({ displayedAt: null, answer: 'timed-out', failure: null });
  }, 10_000);

  it('is displayed once somebody unlocks it', async () => {
    let looks = 0;
    const showing = showOnDesktop(waiting, session, { ...patient, answerTimeoutMs: 20_000 }, async () => {
      looks += 1;
      return looks > 1;
    });
    const began = Date.now();
    expect((await showing.displayed)! - began).toBeGreaterThanOrEqual(2_000);
    showing.withdraw();
    expect((await showing.outcome).displayedAt).toBe(await showing.displayed);
  }, 20_000);

  it('is displayed where somebody answered it, whatever the session says', async () => {
    const answering = dialogThat('sleep 1.2; exit 0');
    const showing = showOnDesktop(answering, session, patient, async () => false);
    const { answer, displayedAt } = await showing.outcome;
    expect([answer, displayedAt !== null]).toEqual(['acknowledged', true]);
  }, 10_000);
});
