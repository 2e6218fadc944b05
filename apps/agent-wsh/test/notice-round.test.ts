import { createHash } from 'node:crypto';
import type { JobEvent, NoticeRequest } from '@teredo-fleet/agent-core';
import type { WindowsCommand } from '@teredo-fleet/teredo';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ScriptClock } from '../src/host/clock';
import type { ProcessRunner } from '../src/host/processes';
import { createNoticeRound } from '../src/jobs/notice-round';
import { readNote, readReply } from '../src/notice/mailbox';
import { showOpenNote } from '../src/notice/show-notes';
import { createWindowsChannel } from '../src/notice/windows-channel';
import { MemoryWindows, OWN_HIVE, OWN_SID } from './memory-windows';

const MAILBOX = `${OWN_HIVE}\\Software\\Teredo Fleet`;
const MSG = 'C:\\WINDOWS\\System32\\msg.exe';
const QWINSTA = 'C:\\WINDOWS\\System32\\qwinsta.exe';
const TEXTS = [
  { language: 'en', title: 'Teredo', body: 'Teredo is turned off.' },
  { language: 'de', title: 'Teredo "wird"', body: 'Zurück\nauf aus 中文' },
];
const INFORM: NoticeRequest = {
  round: 3,
  look: 1,
  texts: TEXTS,
  skip: [],
  wantsAnswer: false,
  mayDefer: false,
  mayRefuse: false,
  deferralsLeft: 0,
  deferrableUntil: null,
  quietUntil: 0,
  isDeferralOver: false,
  answerTimeoutSeconds: 60,
};
const ASKS: NoticeRequest = { ...INFORM, wantsAnswer: true, mayDefer: true, mayRefuse: true };

const windows = new MemoryWindows();
windows.install();
let hives = '';
let sessions = '';
let now = 0;

beforeEach(() => {
  windows.clear();
  now = 1_000_000;
  hives = `HKEY_USERS\r\nHKEY_USERS\\${OWN_SID}\r\n`;
  sessions = ' console           kim                       1  Active  wdcon\r\n';
  windows.registry.set(`${OWN_HIVE}\\Volatile Environment\\APPDATA`, 'C:\\x');
  windows.registry.set(
    `${OWN_HIVE}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Logon User Name`,
    'kim',
  );
  windows.registry.set(`${OWN_HIVE}\\Control Panel\\International\\Locale`, '00000407');
  windows.files.add(QWINSTA);
  windows.files.add(MSG);
});
afterAll(() => vi.unstubAllGlobals());

const clock = { now: () => now, localNow: () => now } as ScriptClock;
const answerOf = ({ program }: WindowsCommand) => {
  const text = program === 'reg' ? hives : sessions;
  return { command: program, exitCode: text === '' ? 1 : 0, output: new Uint8Array(Buffer.from(text)) };
};
const runner: ProcessRunner = { run: answerOf, runAll: (commands) => commands.map(answerOf) };

/** A round and what it told; each turn is a second. */
function startRound(
  request: NoticeRequest,
  linkFor: (session: string) => string | null = () => null,
  pace = { firstMs: 0, againMs: 20_000 },
) {
  const events: JobEvent[] = [];
  const channel = createWindowsChannel({ runner, oemCodePage: 437, clock });
  const round = createNoticeRound(request, (event) => events.push(event), {
    channel,
    clock,
    linkFor,
    nameOf: ({ id, user }) => ({ id, user }),
    pace,
  });
  const turn = (times = 1) => {
    for (let left = times; left > 0; left -= 1) {
      round.look();
      now += 1000;
    }
    return events.map((event) => (event.kind === 'notice-answered' ? event.answer : event.kind));
  };
  return { ...round, events, turn };
}

describe('a notice of the script agent', () => {
  it('reaches the person’s own mailbox, in their language, and is answered by the button they press', () => {
    const { events, turn } = startRound(ASKS);
    expect(turn()).toEqual(['notice-sessions']);
    const boxes: unknown[][] = [];
    windows.popup = (...box) => {
      boxes.push(box);
      expect(turn()).toEqual(['notice-sessions', 'notice-displayed']);
      return 7;
    };
    showOpenNote();
    expect(turn(3)).toEqual(['notice-sessions', 'notice-displayed', 'refused']);
    const { title, body } = TEXTS[1]!;
    expect(boxes).toEqual([
      [`${body}\n\nJa: einverstanden\nNein: ablehnen\nAbbrechen: später`, 60, title, expect.any(Number)],
    ]);
    const textSha256 = createHash('sha256').update(`${title}\n${body}`).digest('hex');
    expect(events[2]).toMatchObject({
      round: 3,
      session: OWN_SID,
      shown: { channel: 'desktop-dialog', language: 'de', textSha256 },
    });
    showOpenNote();
    expect(boxes).toHaveLength(1);
  });

  it('waits while its person presents, by what Presentation Settings say, and no longer than there is time (N26)', () => {
    const activity = `${OWN_HIVE}\\Software\\Microsoft\\MobilePC\\AdaptableSettings\\Activity\\Activity`;
    const letter = () => windows.registry.get(`${OWN_HIVE}\\Software\\Teredo Fleet\\notice`);
    const heldIn = (events: JobEvent[]) =>
      events.map((event) => (event.kind === 'notice-sessions' ? event.held : undefined));
    const numbers = windows.registry as Map<string, string | number>;
    const quietUntil = now + 50_000;
    numbers.set(activity, 1);
    const late = startRound({ ...ASKS, quietUntil });
    late.turn(45);
    expect([heldIn(late.events), letter()]).toEqual([[[OWN_SID], [OWN_SID], [OWN_SID]], undefined]);
    late.turn(20);
    expect(letter()).toBeDefined();
    late.withdraw();
    windows.registry.delete(`${OWN_HIVE}\\Software\\Teredo Fleet\\notice`);
    numbers.set(activity, 0);
    const free = startRound({ ...ASKS, quietUntil: now + 50_000 });
    free.turn();
    expect([heldIn(free.events), letter() === undefined]).toEqual([[undefined], false]);
  });

  it.each([
    [6, 'acknowledged'],
    [7, 'refused'],
    [2, 'deferred'],
    [-1, 'timed-out'],
  ])('takes button %i for %s', (button, answer) => {
    const { turn } = startRound(ASKS);
    turn();
    windows.popup = () => button;
    showOpenNote();
    expect(turn()).toEqual(['notice-sessions', 'notice-displayed', answer]);
  });

  it('that asks nothing has informed as soon as the helper displays it', () => {
    const { turn } = startRound(INFORM);
    turn();
    windows.popup = () => {
      expect(turn()).toEqual(['notice-sessions', 'notice-displayed', 'informed']);
      return 1;
    };
    showOpenNote();
    expect(windows.ran).toEqual([]);
  });

  it('that asks nothing is shown by msg where no helper runs, once, with every letter of it', () => {
    const { turn } = startRound(INFORM);
    expect(turn(15)).toEqual(['notice-sessions']);
    expect(turn(5)).toEqual(['notice-sessions', 'notice-displayed', 'informed']);
    expect(windows.ran).toEqual([`"${MSG}" 1 /time:60 "Teredo \\"wird\\"\n\nZurück\nauf aus 中文"`]);
    showOpenNote();
    expect(readNote(windows.registry.get(`${MAILBOX}\\notice`) ?? '')).toBeNull();
  });

  it('that msg could not show, that home editions have no msg for, or that wants an answer without a helper is not displayed', () => {
    windows.exitCode = 1;
    expect(startRound(INFORM).turn(19)).toEqual(['notice-sessions']);
    windows.files.clear();
    expect(startRound(INFORM).turn(19)).toEqual(['notice-sessions']);
    windows.files.add(MSG);
    expect(startRound(ASKS).turn(19)).toEqual(['notice-sessions']);
    expect(windows.ran).toHaveLength(1);
  });

  it('that msg hangs on is not displayed, and msg is ended', () => {
    windows.exitCode = null;
    expect(startRound(INFORM).turn(19)).toEqual(['notice-sessions']);
    expect(windows).toMatchObject({ ran: [expect.stringContaining('msg.exe')], ended: 1 });
  });

  it('in a session that was left open is displayed when its owner comes back, and counted by the answer', () => {
    sessions = '                   kim                       1  Getr.\r\n';
    const { turn } = startRound(ASKS);
    turn();
    windows.popup = () => {
      expect(turn()).toEqual(['notice-sessions']);
      return 6;
    };
    showOpenNote();
    expect(turn()).toEqual(['notice-sessions', 'notice-displayed', 'acknowledged']);
  });

  it('is not answered by what is no answer: another showing’s, another shape, a button that the box has not got', () => {
    const { turn } = startRound(ASKS);
    turn();
    const id = readNote(windows.registry.get(`${MAILBOX}\\notice`) ?? '')?.id ?? '';
    for (const reply of [
      '',
      '{',
      '[]',
      'null',
      JSON.stringify({ v: 1, id: 'another', said: 6 }),
      JSON.stringify({ v: 2, id, said: 6 }),
      JSON.stringify({ v: 1, id, said: '6' }),
      JSON.stringify({ v: 1, id, said: 6.5 }),
      JSON.stringify({ v: 1, id, said: 1 }),
      JSON.stringify({ v: 1, id }),
      `${' '.repeat(30_000)}{"v":1}`,
    ]) {
      windows.registry.set(`${MAILBOX}\\answer`, reply);
      expect(turn()).not.toContain('notice-answered');
    }
    expect(turn()).not.toContain('acknowledged');
    expect(readReply(JSON.stringify({ v: 1, id, said: 6 }))).toEqual({ v: 1, id, said: 6 });
  });

  it('names the way to its page below its text, and the receipt keeps the hash of the text that was signed', () => {
    const asked: string[] = [];
    const link = 'http://notice.example.com/n/7K3MX-9QTPA-X2WDR-0ABCD';
    const { events, turn } = startRound(ASKS, (session) => {
      asked.push(session);
      return link;
    });
    turn();
    expect(asked).toEqual([OWN_SID]);
    const { title, body } = TEXTS[1]!;
    expect(readNote(windows.registry.get(`${MAILBOX}\\notice`) ?? '')?.body).toBe(
      `${body}\n\nMehr dazu, und antworten: ${link}\n\nJa: einverstanden\nNein: ablehnen\nAbbrechen: später`,
    );
    windows.popup = () => 6;
    showOpenNote();
    turn();
    const textSha256 = createHash('sha256').update(`${title}\n${body}`).digest('hex');
    expect(events.at(-1)).toMatchObject({ answer: 'acknowledged', shown: { textSha256 } });
  });

  it('that was answered on the page is taken off that screen, and its box counts for nothing any more', () => {
    const { turn, withdrawFrom } = startRound(ASKS);
    turn();
    windows.popup = () => {
      turn();
      withdrawFrom('S-1-5-21-of-somebody-else');
      withdrawFrom(OWN_SID);
      return 7;
    };
    showOpenNote();
    expect(windows.registry.get(`${MAILBOX}\\notice`)).toBe('');
    expect(turn(25)).toEqual(['notice-sessions', 'notice-displayed', 'notice-sessions']);
  });

  it('that is withdrawn is shown to nobody any more', () => {
    const { turn, withdraw } = startRound(ASKS);
    turn();
    withdraw();
    windows.popup = () => {
      throw new Error('there is nothing to show');
    };
    showOpenNote();
    expect(windows.registry.get(`${MAILBOX}\\notice`)).toBe('');
  });

  it('whose box can not come up is not displayed', () => {
    const { turn } = startRound(ASKS);
    turn();
    windows.popup = () => {
      throw new Error('no screen');
    };
    showOpenNote();
    expect(turn()).toEqual(['notice-sessions']);
  });

  it('calls nobody logged on only when Windows says so, and otherwise says that it can not tell, and looks again', () => {
    hives = '';
    const { events, turn } = startRound(INFORM);
    expect(turn(20)).toEqual(['notice-sessions-unknown']);
    hives = 'HKEY_USERS\\S-1-5-18\r\n';
    sessions = ' console                                     0  Conn    wdcon\r\n';
    turn();
    expect(events.at(-1)).toMatchObject({ kind: 'notice-sessions', sessions: [] });
  });

  it('lists who is there at once when it is asked to, once, and tells under which number', () => {
    const { events, turn, lookNow } = startRound(ASKS);
    turn(5);
    sessions += ' rdp-tcp#0         lee                       2  Active  rdpwd\r\n';
    lookNow(2);
    turn();
    lookNow(2);
    turn(5);
    expect(events).toMatchObject([
      { kind: 'notice-sessions', look: 1, sessions: [{ user: 'kim' }] },
      { kind: 'notice-sessions', look: 2, sessions: [{ user: 'kim' }, { user: 'lee' }] },
    ]);
  });

  it('looks first when its pace says so, and not again before', () => {
    const { turn } = startRound(INFORM, () => null, { firstMs: 10_000, againMs: 60_000 });
    expect(turn(10)).toEqual([]);
    expect(turn(60)).toEqual(['notice-sessions', 'notice-displayed', 'informed']);
    expect(turn()).toEqual(['notice-sessions', 'notice-displayed', 'informed', 'notice-sessions']);
  });

  it('is not shown again to whoever acknowledged before, and is to whoever logs on meanwhile', () => {
    const { turn } = startRound({ ...INFORM, skip: [OWN_SID] });
    expect(turn(20)).toEqual(['notice-sessions']);
    sessions += ' rdp-tcp#0         lee                       2  Active  rdpwd\r\n';
    expect(turn()).toEqual(['notice-sessions', 'notice-sessions', 'notice-displayed', 'informed']);
    expect(windows.ran).toEqual([expect.stringContaining('msg.exe" 2 /time:60')]);
  });
});
