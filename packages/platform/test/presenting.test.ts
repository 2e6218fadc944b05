import { describe, expect, it } from 'vitest';
import { createLinuxNoticeChannel } from '../src';
import { isPresentingOn, readIdleInhibited, readTruth } from '../src/linux/notice/presenting';

const inhibitors = (...rows: unknown[][]) => JSON.stringify({ type: 'a(ssssuu)', data: [rows] });
const row = (what: string, mode: string, uid: number) => [what, 'Firefox', 'video', mode, uid, 4711];

describe('what logind says of who keeps the machine awake', () => {
  it.each([
    [[row('idle', 'block', 1000)], true],
    [[row('sleep:idle', 'block', 1000)], true],
    [[row('idle', 'delay', 1000)], false],
    [[row('sleep', 'block', 1000)], false],
    [[row('idle', 'block', 1001)], false],
    [[], false],
  ])('%j is %s for the user of 1000', (rows, presents) => {
    expect(readIdleInhibited(inhibitors(...rows), 1000)).toBe(presents);
  });

  it('is nothing where it says something else', () => {
    for (const text of ['', 'Failed to connect', '{}', '{"data":[7]}', '[]'])
      expect(readIdleInhibited(text, 1000)).toBeNull();
  });
});

describe('what a session says', () => {
  it('is read, and nothing else is', () => {
    expect(['(true,)\n', '(false,)\n', '(uint32 1,)', ''].map(readTruth)).toEqual([true, false, null, null]);
  });

  it('is nothing where neither it nor logind can be asked', async () => {
    const account = { uid: 4_000_000, gid: 4_000_000, home: '/' };
    const desktop = { user: 'kim', account, display: ':7', language: null, environment: {} };
    expect([null, false]).toContain(await isPresentingOn(desktop));
  });
});

describe('a session of Linux', () => {
  it('presents where its desktop does; of a terminal that is not known', async () => {
    const account = { uid: 1000, gid: 1000, home: '/' };
    const desktop = { user: 'kim', account, display: ':0', language: null, environment: {}, since: '' };
    const channel = createLinuxNoticeChannel({
      devices: '/dev',
      answers: '/nowhere',
      loggedOn: async () => ({
        desktops: [desktop],
        terminals: [{ user: 'lee', uid: 1001, line: 'pts/1', since: '' }],
      }),
      inFront: async () => null,
      isPresenting: async ({ user }) => user === 'kim',
      dialog: () => null,
    });
    const sessions = await channel.sessions('now');
    expect(await Promise.all(sessions.map((session) => channel.isPresenting(session)))).toEqual([true, null]);
  });
});
