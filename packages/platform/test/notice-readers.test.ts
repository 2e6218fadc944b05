import { buttonLabels, terminalText } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { createLinuxNoticeChannel, type NoticeToShow } from '../src';
import { findDesktopSessions, readEnvironment } from '../src/linux/notice/desktop-session';
import { DIALOG_PROGRAMS } from '../src/linux/notice/dialog-programs';
import { audienceOf, listLoggedOn, readWho } from '../src/linux/notice/logged-on';
import { readAccounts } from '../src/linux/notice/user-accounts';
import { ProgramError } from '../src/spawn';

const accounts = readAccounts(
  'root:x:0:0:root:/root:/bin/sh\nkim:x:1000:1000::/home/kim:/bin/bash\nlee:x:1001:100::/home/lee:/bin/bash\n',
);
const kim = accounts.get('kim')!;

const WHO = [
  'kim      :0           2026-11-23 09:00 (:0)',
  'kim      tty2         2026-11-23 09:00 (tty2)',
  'kim      pts/0        2026-11-23 09:01 (:0)',
  'kim      pts/1        2026-11-23 09:02 (198.51.100.7)',
  'lee      tty3         2026-11-23 09:03',
  '',
].join('\n');

const desktopOfKim = { user: 'kim', account: kim, display: ':0', language: null, environment: {} };

describe('who is told', () => {
  it('is read with the display that a row stands for or comes from', () => {
    expect(readWho(WHO).map(({ line, display }) => [line, display])).toEqual([
      [':0', ':0'],
      ['tty2', null],
      ['pts/0', ':0'],
      ['pts/1', null],
      ['tty3', null],
    ]);
  });

  it('is one dialog on a desktop, and a text on terminals that are not on it', () => {
    const { desktops, terminals } = audienceOf(readWho(WHO), accounts, () => [desktopOfKim]);
    expect(desktops).toEqual([{ ...desktopOfKim, since: '2026-11-23 09:00' }]);
    expect(terminals).toEqual([
      { user: 'kim', uid: 1000, line: 'pts/1', since: '2026-11-23 09:02' },
      { user: 'lee', uid: 1001, line: 'tty3', since: '2026-11-23 09:03' },
    ]);
  });

  it('is a recorded display too when no process on it could be looked into', () => {
    const { desktops, terminals } = audienceOf(readWho(WHO), accounts, () => []);
    expect(desktops).toMatchObject([
      { user: 'kim', display: ':0', environment: { DISPLAY: ':0', HOME: '/home/kim' } },
    ]);
    expect(terminals.map(({ line }) => line)).toEqual(['pts/1', 'tty3']);
  });

  it('is nobody without a login, whatever else runs on the machine', () => {
    expect(
      audienceOf([], accounts, (users) =>
        findDesktopSessions(users, [{ uid: 0, environment: { DISPLAY: ':0' } }]),
      ),
    ).toEqual({
      desktops: [],
      terminals: [],
    });
  });
});

it('that cannot be found out is said without what who printed, which names people', async () => {
  const printed = 'kim      pts/3        2026-11-29 08:03';
  const failing = () => Promise.reject(new ProgramError('failed', ['who'], 1, printed, 'exit code 1'));
  const told = await listLoggedOn(failing).catch((error: Error) => error.message);
  expect(told).toBe('who: it did not say who is logged on');
});

describe('a desktop session', () => {
  it('is found by a process of its user, and takes only what a dialog needs', () => {
    const environment = readEnvironment(
      'DISPLAY=:1.0\0XAUTHORITY=/run/x\0SECRET=1\0LANG=de_DE.UTF-8\0PATH=/evil\0',
    );
    const poorer = { uid: 1000, environment: { DISPLAY: ':1' } };
    const other = { uid: 1001, environment: { DISPLAY: ':2' } };
    expect(findDesktopSessions(new Map([['kim', kim]]), [poorer, { uid: 1000, environment }, other])).toEqual(
      [
        {
          user: 'kim',
          account: kim,
          display: ':1',
          language: 'de_DE.UTF-8',
          environment: { DISPLAY: ':1.0', XAUTHORITY: '/run/x', HOME: '/home/kim' },
        },
      ],
    );
  });

  it('is told on a few displays only, whatever a user puts into the environment of processes', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => ({ uid: 1000, environment: { DISPLAY: `:${n}` } }));
    expect(findDesktopSessions(new Map([['kim', kim]]), many)).toHaveLength(8);
    expect(readEnvironment(`DISPLAY=:0\0XAUTHORITY=${'x'.repeat(100_000)}\0`)).toEqual({ DISPLAY: ':0' });
  });

  it('is never a display of another machine', () => {
    const remote = { uid: 1000, environment: { DISPLAY: 'elsewhere:0' } };
    expect(findDesktopSessions(new Map([['kim', kim]]), [remote])).toEqual([]);
  });
});

describe('a session of Wayland without X', () => {
  const wayland = { WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: '/run/user/1000' };
  const users = new Map([['kim', kim]]);
  const console2 = readWho('kim      tty2         2026-11-23 09:00\n');

  it('is a desktop, and the console that its compositor covers is no terminal', () => {
    const found = findDesktopSessions(users, [{ uid: 1000, environment: { ...wayland, LANG: 'de' } }]);
    expect(found).toEqual([
      {
        user: 'kim',
        account: kim,
        display: 'wayland-0',
        language: 'de',
        environment: { ...wayland, HOME: '/home/kim', QT_QPA_PLATFORM: 'wayland' },
      },
    ]);
    const audience = audienceOf(console2, accounts, () => found);
    expect(audience.terminals).toEqual([]);
    expect(audience.desktops).toMatchObject([{ display: 'wayland-0', since: '2026-11-23 09:00' }]);
  });

  it('is none beside the X display that shows the same screen', () => {
    const both = { uid: 1000, environment: { ...wayland, DISPLAY: ':0' } };
    const found = findDesktopSessions(users, [{ uid: 1000, environment: wayland }, both]);
    expect(found.map(({ display }) => display)).toEqual([':0']);
  });

  it('is none of a name that is no socket’s, and of a user who is not logged on', () => {
    for (const WAYLAND_DISPLAY of ['', '../x', '/run/x', 'a b', 'x'.repeat(100)])
      expect(
        findDesktopSessions(users, [{ uid: 1000, environment: { ...wayland, WAYLAND_DISPLAY } }]),
      ).toEqual([]);
    expect(findDesktopSessions(users, [{ uid: 1001, environment: wayland }])).toEqual([]);
  });

  it('is told of by logind too: a console of a desktop is no terminal, also where no process could be looked into', () => {
    const hidden = [{ user: 'kim', tty: 'tty2' }];
    const elsewhere = readWho(WHO.split('\n').slice(3).join('\n'));
    const { desktops, terminals } = audienceOf([...console2, ...elsewhere], accounts, () => [], hidden);
    expect(desktops).toMatchObject([
      { user: 'kim', display: 'tty2', environment: { HOME: '/home/kim' }, since: '2026-11-23 09:00' },
    ]);
    expect(terminals.map(({ line }) => line)).toEqual(['pts/1', 'tty3']);
  });

  it('is told, and never as displayed, where nothing of it can be reached', async () => {
    const channel = createLinuxNoticeChannel({
      devices: '/dev',
      answers: '/nowhere',
      loggedOn: async () => audienceOf(console2, accounts, () => [], [{ user: 'kim', tty: 'tty2' }]),
      inFront: async () => null,
      isPresenting: async () => null,
      dialog: () => DIALOG_PROGRAMS[0]!,
    });
    const [session] = await channel.sessions('now');
    expect(session).toMatchObject({ means: 'desktop-dialog', user: 'kim' });
    const showing = channel.show(session!, {
      language: 'en',
      title: 'T',
      body: 'B',
      openBody: 'B',
      offers: { acknowledge: true, defer: false, refuse: false },
      answerTimeoutMs: 1000,
    });
    expect(await showing.displayed).toBeNull();
    expect(await showing.outcome).toEqual({
      displayedAt: null,
      answer: null,
      answeredAt: null,
      failure: 'a desktop covers tty2, and nothing tells how to reach it',
    });
  });
});

describe('the name of a session', () => {
  const idsOf = async (who: string, users = accounts) => {
    const channel = createLinuxNoticeChannel({
      devices: '/dev',
      answers: '/nowhere',
      loggedOn: async () => audienceOf(readWho(who), users, () => [{ ...desktopOfKim, display: ':1' }]),
      inFront: async () => null,
      isPresenting: async () => null,
      dialog: () => null,
    });
    return (await channel.sessions('now')).map(({ id }) => id);
  };

  it('says where, since when and whose: a line has somebody else, or another log-on, later', async () => {
    const on = (user: string, time: string) => idsOf(`${user}      pts/1        ${time} (198.51.100.7)\n`);
    expect(await on('lee', '2026-11-23 09:02')).toEqual([':1 kim', 'pts/1 2026-11-23 09:02 lee']);
    expect(await on('kim', '2026-11-23 09:02')).toContain('pts/1 2026-11-23 09:02 kim');
    expect(await on('kim', 'Nov  3 09:10')).toContain('pts/1 Nov 3 09:10 kim');
    expect(await idsOf(WHO)).toEqual([
      ':1 2026-11-23 09:00 kim',
      ':0 2026-11-23 09:00 kim',
      'pts/1 2026-11-23 09:02 kim',
      'tty3 2026-11-23 09:03 lee',
    ]);
  });

  it('fits into a message', async () => {
    const long = 'k'.repeat(200);
    const users = new Map([[long, kim]]);
    const [, id] = await idsOf(`${long} pts/1 2026-11-23 09:02\n`, users);
    expect(id).toHaveLength(100);
  });
});

describe('a dialog', () => {
  const labels = buttonLabels('en');
  const notice: NoticeToShow = {
    language: 'en',
    title: '--help\u001b[2J',
    body: '-- a <b>body</b>',
    openBody: '-- a <b>body</b>',
    offers: { acknowledge: true, defer: true, refuse: false },
    answerTimeoutMs: 1000,
  };
  const TYPED = 'a <b>body</b> &amp; "C:\\new"\n  below';
  const byName = (name: string) => DIALOG_PROGRAMS.find(({ program }) => program === name)!;

  it.each(DIALOG_PROGRAMS.map(({ program }) => program))(
    'of %s takes no text for an option or a control character',
    (name) => {
      const args = byName(name).args(notice, labels);
      expect(args.join('\n')).not.toContain('\u001b');
      expect(args).not.toContain(notice.title);
      expect(args.some((arg) => arg.startsWith('--help'))).toBe(false);
    },
  );

  it.each(DIALOG_PROGRAMS.map(({ program }) => program))(
    'of %s has no link in its arguments, which every user of the machine can read',
    (name) => {
      const link = 'http://192.0.2.1:3002/n/7K3MX-9QTPA-X2WDR-0ABCD';
      const linked = { ...notice, body: `${notice.body}\n\nRead more: ${link}` };
      const args = byName(name).args(linked, labels).join(' ').replace(/\s/g, '');
      expect(args).not.toContain('7K3MX-9QTPA');
      const read = byName(name).input(linked);
      if (read !== null) expect(read.replace(/\s/g, '')).toContain(link);
    },
  );

  it('shows a text as it was typed, whatever a program makes of markup and backslashes', () => {
    const typed = { ...notice, title: '<b>A</b> & B', body: TYPED, openBody: TYPED };
    expect(byName('zenity').input(typed)).toBe(typed.body);
    expect(byName('xmessage').input(typed)).toContain('a <b>body</b> &amp; "C:\\new"\n  below');
    const kdialog = byName('kdialog').args(typed, labels);
    const text = kdialog[kdialog.indexOf('--menu') + 1]!;
    expect(text).not.toContain('\\');
    expect(kdialog[kdialog.indexOf('--title') + 1]).toBe(typed.title);
    const [, shown = ''] = /^<qt><p style="white-space: pre-wrap">([^<>]*)<\/p><\/qt>$/.exec(text) ?? [];
    const read = shown
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&#92;/g, '\\')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
    expect(read).toBe(typed.body);
  });

  it.each(DIALOG_PROGRAMS.map(({ program }) => program))('of %s offers what the notice offers', (name) => {
    const text = byName(name).args(notice, labels).join('\n');
    expect(text).toContain('Later');
    expect(text).not.toContain('Refuse');
  });

  it.each([
    ['zenity', { exitCode: 0, stdout: '' }, 'acknowledged'],
    ['zenity', { exitCode: 1, stdout: 'Later\n' }, 'deferred'],
    ['zenity', { exitCode: 1, stdout: '' }, 'closed'],
    ['zenity', { exitCode: 255, stdout: '' }, null],
    ['kdialog', { exitCode: 0, stdout: 'refuse\n' }, 'refused'],
    ['kdialog', { exitCode: 1, stdout: '' }, 'closed'],
    ['xmessage', { exitCode: 101, stdout: '' }, 'acknowledged'],
    ['xmessage', { exitCode: 1, stdout: '' }, 'closed'],
    ['xmessage', { exitCode: null, stdout: '' }, null],
  ] as const)('of %s that ended with %o means %s', (name, end, answer) => {
    expect(byName(name).answer(end, labels)).toBe(answer);
  });

  it('has buttons in the language of the session, English where there are none', () => {
    expect(buttonLabels('de_DE.UTF-8').later).toBe('Später');
    expect(buttonLabels('zh-CN').ok).toBe('确定');
    expect(buttonLabels('C')).toEqual(labels);
    expect(buttonLabels(null)).toEqual(labels);
  });
});

describe('a text on a terminal', () => {
  it('moves no cursor and names the command that answers', () => {
    const text = terminalText(
      {
        language: 'en',
        title: 'T\u001b[2J',
        body: 'one\ntwo\u0007',
        offers: { acknowledge: true, defer: true, refuse: true },
      },
      '123456',
    );
    for (const control of ['\u001b', '\u0007']) expect(text).not.toContain(control);
    expect(text).toContain(
      'with one of these words at its end: ok, later, refuse\r\n>>> teredo-agent answer 123456\r\n',
    );
  });
});
