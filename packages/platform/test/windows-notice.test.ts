import { bootTaskXml } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { createBootTask, createWindowsNoticeChannel, ProgramError } from '../src';
import { standInMachine, standInState } from '../src/stand-in';
import { runPowerShell } from '../src/stand-in/powershell-program';
import { readSessions } from '../src/windows/notice/logged-on';
import { OS_OF } from './stand-in-machines';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const notice = {
  language: 'de',
  title: 'Teredo wird eingeschaltet',
  body: 'Ein "Satz" mit $zeichen; `und` mehr.',
  openBody: 'Ein "Satz" mit $zeichen; `und` mehr.',
  offers: { acknowledge: true, defer: true, refuse: true },
  answerTimeoutMs: 60_000,
};

/** Files in memory: what is shown now, and everything that ever was. */
class MemoryMessages {
  readonly shown = new Map<string, string[]>();
  readonly all: string[][] = [];
  write(sessionId: number, title: string, body: string): string {
    const path = `C:\\Ä ‘x’\\message-${sessionId}.txt`;
    this.shown.set(path, [title, body]);
    this.all.push([title, body]);
    return path;
  }
  remove(path: string): void {
    this.shown.delete(path);
  }
}

const NOW = 1_000_000;
/** 2026-11-29 08:03 UTC as Windows counts. */
const SINCE = (BigInt(Date.UTC(2026, 10, 29, 8, 3)) + 11_644_473_600_000n) * 10_000n;

/** A channel whose Windows has two sessions and answers a message box with this number. */
function channelThatSays(answer: string) {
  const scripts: string[] = [];
  const files = new MemoryMessages();
  const channel = createWindowsNoticeChannel(
    async ({ args }) => {
      const script = args.at(-1) ?? '';
      scripts.push(script);
      const text = script.includes('::List')
        ? `0 4   0 -\r\n1 0 ${base64('LAB\\Zoë')} ${base64('de-DE')} ${SINCE} S-1-5-21-1-1001\r\n2 4 ${base64('LAB\\kim')}  0 -\r\nend\r\n`
        : answer;
      return { bytes: Buffer.from(text), exitCode: 0 };
    },
    files,
    () => NOW,
  );
  return { channel, scripts, files };
}

const KIM = `1 0 ${base64('LAB\\kim')}  0 -\r\n`;
const ZOE = `2 0 ${base64('LAB\\zoe')}  0 -\r\n`;

/** A channel whose Windows has these sessions, by the time that its clock tells; qwinsta printing nothing is none. */
function channelThatLists(lines: (at: number) => string, qwinsta: (at: number) => string = () => '') {
  const clock = { at: 0 };
  const programs: string[] = [];
  const channel = createWindowsNoticeChannel(
    async ({ program }) => {
      programs.push(program);
      const text = program === 'qwinsta' ? qwinsta(clock.at) : `${lines(clock.at)}end\r\n`;
      return { bytes: Buffer.from(text), exitCode: 0 };
    },
    new MemoryMessages(),
    () => clock.at,
  );
  const lists = () => programs.filter((program) => program === 'powershell').length;
  return { channel, clock, lists };
}

async function answerTo(said: string, session = '1', shown = notice) {
  const { channel } = channelThatSays(said);
  const found = (await channel.sessions('now')).find(({ id }) => id.startsWith(`${session} `))!;
  return channel.show(found, shown).outcome;
}

describe('the message box in each session of Windows', () => {
  it('is for everybody who is logged on, also who left a session open', async () => {
    const sessions = await channelThatSays('').channel.sessions('now');
    expect(sessions.map(({ id, user }) => [id, user])).toEqual([
      ['1 2026-11-29T08:03:00.000Z', 'LAB\\Zoë'],
      ['2 LAB\\kim', 'LAB\\kim'],
    ]);
  });

  it.each([
    ['presenting yes\r\n', true],
    ['presenting no\r\n', false],
    ['presenting unknown\r\n', null],
    ['', null],
  ])('is asked whether its person presents, once a minute: %j is %s', async (said, presents) => {
    const { channel, scripts } = channelThatSays(said);
    const [zoe] = await channel.sessions('now');
    const asked = scripts.length;
    expect([await channel.isPresenting(zoe!), await channel.isPresenting(zoe!)]).toEqual([
      presents,
      presents,
    ]);
    expect(scripts.slice(asked)).toHaveLength(1);
    expect(scripts.at(-1)).toContain('[Wts]::Presenting(1)');
    expect(await channel.isPresenting({ ...zoe!, id: '9' })).toBeNull();
  });

  it('is another one for whoever has its number later', async () => {
    const at = (since: bigint, user: string) => `1 0 ${base64(user)}  ${since} -\r\n`;
    const { channel, clock } = channelThatLists((now) =>
      now === 0
        ? at(SINCE, 'LAB\\kim')
        : now === 20_000
          ? at(SINCE + 1n, 'LAB\\zoe')
          : at(SINCE + 900_000_000n, 'LAB\\kim'),
    );
    const ids = [];
    for (const now of [0, 20_000, 40_000]) {
      clock.at = now;
      ids.push((await channel.sessions('now'))[0]!);
    }
    expect(new Set(ids.map(({ id, user }) => `${id} ${user}`)).size).toBe(3);
  });

  it('tells where each session is without whose, and the SID where Windows does', async () => {
    const { channel } = channelThatSays('');
    expect(await channel.sessions('now')).toMatchObject([
      { place: '1 2026-11-29T08:03:00.000Z', user: 'LAB\\Zoë', userId: 'S-1-5-21-1-1001' },
      { place: '2', user: 'LAB\\kim', userId: null },
    ]);
  });

  it('speaks the language of each person, where Windows tells it', async () => {
    const { channel, files } = channelThatSays('answer 6\r\n');
    const sessions = await channel.sessions('now');
    expect(sessions.map(({ language }) => language)).toEqual(['de-DE', null]);
    const legends = [];
    for (const session of sessions) {
      await channel.show(session, notice).outcome;
      legends.push(files.all.at(-1)![1]);
    }
    expect(legends[0]).toMatch(/Ja: .*\nNein: /);
    expect(legends[1]).toMatch(/Yes: .*\nNo: /);
  });

  it.each(['de-DE\u0000', 'not a language', '../x'])(
    'takes no word for a language that is none: %j',
    (said) => {
      const [one] = readSessions(`1 0 ${base64('LAB\\kim')} ${base64(said)} 0 -\r\nend\r\n`) ?? [];
      expect(one).toMatchObject({ user: 'LAB\\kim', language: null });
    },
  );

  it('is displayed once it has ended, and never before', async () => {
    let answered: (said: string) => void = () => undefined;
    let at = NOW;
    const channel = createWindowsNoticeChannel(
      async ({ args }) => {
        // qwinsta takes no words, and lists too.
        const listed = args.at(-1)?.includes('::List') ?? true;
        const text = listed
          ? `1 0 ${base64('LAB\\kim')}  0 -\r\nend\r\n`
          : await new Promise<string>((resolve) => {
              answered = resolve;
            });
        return { bytes: Buffer.from(text), exitCode: 0 };
      },
      new MemoryMessages(),
      () => at,
    );
    const [session] = await channel.sessions('now');
    const showing = channel.show(session!, notice);
    const early = await Promise.race([
      showing.displayed,
      new Promise((resolve) => setImmediate(resolve, 'not yet')),
    ]);
    expect(early).toBe('not yet');
    at += 5000;
    answered('answer 6\r\n');
    expect(await showing.displayed).toBe(NOW + 5000);
    expect(await showing.outcome).toMatchObject({ displayedAt: NOW + 5000, answeredAt: NOW + 5000 });
  });

  it('that was withdrawn, or that Windows did not show, was not displayed to anybody', async () => {
    const { channel } = channelThatSays('Zugriff verweigert');
    const [session] = await channel.sessions('now');
    expect(await channel.show(session!, notice).displayed).toBeNull();
    const silent = createWindowsNoticeChannel(
      ({ args }) =>
        (args.at(-1)?.includes('::List') ?? true)
          ? Promise.resolve({ bytes: Buffer.from(`1 0 ${base64('kim')}  0 -\r\nend\r\n`), exitCode: 0 })
          : new Promise(() => undefined),
      new MemoryMessages(),
      () => NOW,
    );
    const [other] = await silent.sessions('now');
    const showing = silent.show(other!, notice);
    showing.withdraw();
    expect(await showing.displayed).toBeNull();
    expect(await showing.outcome).toMatchObject({ displayedAt: null, answer: null, failure: null });
  });

  it('is not shown to half of the people where the list was cut off', async () => {
    expect(readSessions(`1 0 ${base64('LAB\\kim')}  0 -\r\n`)).toBeNull();
    const silent = createWindowsNoticeChannel(
      async () => ({ bytes: Buffer.alloc(0), exitCode: 1 }),
      new MemoryMessages(),
      Date.now,
    );
    await expect(silent.sessions('now')).rejects.toThrow('did not say who is logged on');
  });

  it.each([
    ['once while qwinsta lists the same', () => 'console kim 1 Active', { now: 1, lately: 1 }],
    [
      'once more when it lists another',
      (at: number) => (at < 150_000 ? 'kim' : 'kim, zoe'),
      { now: 2, lately: 2 },
    ],
    ['once a minute, or for who is there now, where there is none', () => '', { now: 30, lately: 5 }],
  ])('asks PowerShell, which compiles each time, %s', async (_how, qwinsta, starts) => {
    for (const asOf of ['now', 'lately'] as const) {
      const { channel, clock, lists } = channelThatLists(() => KIM, qwinsta);
      for (; clock.at < 300_000; clock.at += 10_000) expect(await channel.sessions(asOf)).toHaveLength(1);
      expect(lists()).toBe(starts[asOf]);
    }
  });

  it('takes nobody for absent by what was so lately, since a change may start where nobody is logged on', async () => {
    const { channel, clock } = channelThatLists((at) => (at < 5000 ? '' : KIM));
    expect(await channel.sessions('lately')).toEqual([]);
    clock.at = 10_000;
    expect(await channel.sessions('lately')).toHaveLength(1);
  });

  it('tells who logged on within the minute for which a list serves to whoever asks who is there now', async () => {
    const { channel, clock } = channelThatLists((at) => (at < 5000 ? KIM : KIM + ZOE));
    expect(await channel.sessions('lately')).toHaveLength(1);
    clock.at = 20_000;
    expect(await channel.sessions('lately')).toHaveLength(1);
    expect(await channel.sessions('now')).toHaveLength(2);
    expect(await channel.sessions('lately')).toHaveLength(2);
  });

  it('lists anew where the clock was set back', async () => {
    const { channel, clock, lists } = channelThatLists(() => KIM);
    clock.at = 50_000;
    await channel.sessions('lately');
    clock.at = 0;
    await channel.sessions('lately');
    expect(lists()).toBe(2);
  });

  it('makes one list for all who ask while it is made, and another one after it failed', async () => {
    let compiled: (text: string) => void = () => undefined;
    let compilers = 0;
    const slow = createWindowsNoticeChannel(
      async ({ program }) => {
        if (program === 'qwinsta') throw new ProgramError('missing', [program], null, '', 'none here');
        compilers += 1;
        const text = await new Promise<string>((resolve) => {
          compiled = resolve;
        });
        return { bytes: Buffer.from(text), exitCode: 0 };
      },
      new MemoryMessages(),
      () => NOW,
    );
    const answersTo = async (text: string) => {
      const asked = Promise.allSettled([slow.sessions('now'), slow.sessions('lately'), slow.sessions('now')]);
      await new Promise(setImmediate);
      compiled(text);
      return (await asked).map(({ status }) => status);
    };
    expect(await answersTo('cut off')).toEqual(['rejected', 'rejected', 'rejected']);
    expect(compilers).toBe(1);
    expect(await answersTo(`${KIM}end\r\n`)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(compilers).toBe(2);
  });

  it('makes another list for whoever asks after qwinsta lists another one: who logged on meanwhile is not missing', async () => {
    let here = KIM;
    const compiled: (() => void)[] = [];
    const slow = createWindowsNoticeChannel(
      async ({ program }) => {
        if (program === 'qwinsta') return { bytes: Buffer.from(here), exitCode: 0 };
        const text = `${here}end\r\n`;
        await new Promise<void>((resolve) => compiled.push(resolve));
        return { bytes: Buffer.from(text), exitCode: 0 };
      },
      new MemoryMessages(),
      () => NOW,
    );
    const first = slow.sessions('lately');
    await new Promise(setImmediate);
    here = KIM + ZOE;
    const then = Promise.all([slow.sessions('now'), slow.sessions('now')]);
    await new Promise(setImmediate);
    compiled.shift()?.();
    expect(await first).toHaveLength(1);
    await new Promise(setImmediate);
    expect(compiled).toHaveLength(1);
    compiled.shift()?.();
    expect((await then).map((people) => people.length)).toEqual([2, 2]);
  });

  it('takes each button for what stands below the text, and closing it for no refusal', async () => {
    const answers = await Promise.all(['6', '7', '2'].map((id) => answerTo(`answer ${id}\r\n`)));
    expect(answers.map(({ answer }) => answer)).toEqual(['acknowledged', 'refused', 'deferred']);
    const two = { ...notice, offers: { ...notice.offers, refuse: false } };
    expect((await answerTo('answer 7\r\n', '1', two)).answer).toBe('deferred');
  });

  it('that nobody answered in time was displayed only where somebody sat in front of it as it came up', async () => {
    const seconds = notice.answerTimeoutMs / 1000;
    expect(await answerTo('answer 32000 in front\r\n')).toMatchObject({
      answer: 'timed-out',
      displayedAt: NOW - seconds * 1000,
    });
    // The session was left open, its screen was locked, or Windows did not say.
    expect(await answerTo('answer 32000\r\n')).toMatchObject({ answer: 'timed-out', displayedAt: null });
  });

  it('that was answered was displayed, however its session was when it came up', async () => {
    expect(await answerTo('answer 6\r\n')).toMatchObject({ answer: 'acknowledged', displayedAt: NOW });
  });

  it('that Windows did not show is told as such', async () => {
    for (const said of ['', 'answer 99\r\n', 'Zugriff verweigert'])
      expect((await answerTo(said)).failure).toBe('Windows did not show the message box');
  });

  it('has its text in a file while it is up, and not in what PowerShell is told: Windows logs that', async () => {
    const { channel, scripts, files } = channelThatSays('answer 6\r\n');
    const [session] = await channel.sessions('now');
    await channel.show(session!, notice).outcome;
    const call = scripts.at(-1)?.match(/\[Wts\]::Show\(.*$/)?.[0] ?? '';
    const [, path = ''] = /^\[Wts\]::Show\(1, \d+, 60, '([A-Za-z0-9+/=]+)'\)$/.exec(call) ?? [];
    expect(Buffer.from(path, 'base64').toString()).toBe('C:\\Ä ‘x’\\message-1.txt');
    expect(files.all).toEqual([[notice.title, expect.stringContaining(notice.body)]]);
    expect(files.shown.size).toBe(0);
    for (const text of [notice.title, notice.body]) expect(scripts.join()).not.toContain(base64(text));
  });

  it('that can’t be written down is not shown, and says why', async () => {
    const { channel, files } = channelThatSays('answer 6\r\n');
    files.write = () => {
      throw new Error('ENOSPC: no space left on device');
    };
    const [session] = await channel.sessions('now');
    expect(await channel.show(session!, notice).outcome).toMatchObject({
      displayedAt: null,
      failure: 'the text of the message box could not be written: ENOSPC: no space left on device',
    });
  });

  it('is answered by the stand-in as by a person who agrees', async () => {
    const users = [{ name: 'kim', session: '1', habit: 'acknowledges' as const, answersAfterMs: 0 }];
    const state = standInState(standInMachine(OS_OF['10'], { users }));
    const channel = createWindowsNoticeChannel(
      async ({ args }) => ({ bytes: Buffer.from(runPowerShell(state, args).output), exitCode: 0 }),
      new MemoryMessages(),
      () => 5,
    );
    const [session] = await channel.sessions('now');
    expect(session?.user).toBe('STANDIN\\kim');
    expect((await channel.show(session!, notice).outcome).answer).toBe('acknowledged');
  });
});

describe('the task that starts the agent with Windows', () => {
  it('runs as SYSTEM for ever, from a path with spaces and signs', () => {
    const xml = bootTaskXml('C:\\Program Files\\A & B\\agent.exe', ['run', '--state-dir', 'C:\\Ä "x"\\']);
    expect(xml).toContain('<UserId>S-1-5-18</UserId>');
    expect(xml).toContain('<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>');
    expect(xml).toContain('<Command>&quot;C:\\Program Files\\A &amp; B\\agent.exe&quot;</Command>');
    expect(xml).toContain('&quot;C:\\Ä \\&quot;x\\&quot;\\\\&quot;</Arguments>');
  });

  it('starts again whatever ended, and has no number that Windows refuses', () => {
    const xml = bootTaskXml('C:\\agent.exe', ['run']);
    expect(xml).toMatch(/<TimeTrigger>\s*<Repetition><Interval>PT5M<\/Interval>(?!<Duration>)/);
    expect(xml).toContain('<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>');
    // An unsigned byte, and at least a minute ([MS-TSCH] 2.5.4.2).
    const [, interval, count] = /<RestartOnFailure><Interval>PT(\d+)M<.*<Count>(\d+)</.exec(xml) ?? [];
    expect(Number(interval)).toBeGreaterThanOrEqual(1);
    expect(Number(count)).toBeLessThanOrEqual(255);
  });

  it('that Windows refuses says so', async () => {
    const task = createBootTask(async () => ({ bytes: Buffer.alloc(0), exitCode: 1 }));
    await expect(task.start()).rejects.toThrow(`can't be started`);
    expect(await task.exists()).toBe(false);
  });
});
