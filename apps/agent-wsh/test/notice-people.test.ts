import { readHives, readLogonSessions } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { type HiveOwner, peopleOf } from '../src/notice/people';

const owner = (sid: string, user: string | null): HiveOwner => ({ sid, user, domain: null, language: null });
const idsOf = (owners: HiveOwner[], sessions: Parameters<typeof peopleOf>[1]) =>
  peopleOf(owners, sessions).map(({ id }) => id);

describe('who is logged on', () => {
  it('are the owners of hives: local people, of a domain, of a cloud, and no service', () => {
    const text = [
      '',
      '! REG.EXE VERSION 3.0',
      '',
      'HKEY_USERS',
      'HKEY_USERS\\.DEFAULT',
      'HKEY_USERS\\S-1-5-18',
      'HKEY_USERS\\S-1-5-21-1-2-3-1001',
      'HKEY_USERS\\S-1-5-21-1-2-3-1001_Classes',
      'HKEY_USERS\\S-1-12-1-9-8-7-6',
    ].join('\r\n');
    expect(readHives(text)).toEqual(['S-1-5-21-1-2-3-1001', 'S-1-12-1-9-8-7-6']);
  });

  it.each([
    [
      'English',
      ' SESSIONNAME       USERNAME                 ID  STATE   TYPE        DEVICE',
      'Active',
      'Disc',
    ],
    ['German', ' SITZUNGSNAME      BENUTZERNAME             ID  STATUS  TYP         GERÄT', 'Aktiv', 'Getr.'],
    ['Chinese', ' 会话名            用户名                   ID  状态    类型        设备', '运行中', '断开'],
  ])('is read in %s by where words stand, never by what they say', (_language, head, active, left) => {
    const text = [
      head,
      ` services                                    0  ${left}`,
      `>console           kim 2                     1  ${active}  wdcon`,
      `                   12345                     2  ${left}`,
      ` rdp-tcp#0         Zoë Ölz                   3  ${active}  rdpwd`,
      ' rdp-tcp                                 65536  Listen  rdpwd',
    ].join('\r\n');
    expect(readLogonSessions(text)).toEqual([
      { id: 1, user: 'kim 2', atScreen: true },
      { id: 2, user: '12345', atScreen: false },
      { id: 3, user: 'Zoë Ölz', atScreen: true },
    ]);
  });

  it('can not be told by a list that is none', () => {
    for (const text of ['', 'Access is denied.\r\n', "'qwinsta' is not recognized"])
      expect(readLogonSessions(text)).toBeNull();
    expect(readLogonSessions(' console                                     0  Conn    wdcon\r\n')).toEqual(
      [],
    );
  });

  it('is everybody with a hive on a home edition, which lists no sessions', () => {
    expect(idsOf([owner('S-1', 'kim'), owner('S-2', null)], null)).toEqual(['S-1', 'S-2']);
  });

  it('is nobody whose hive stayed loaded after the session, and everybody in a session', () => {
    const sessions = [
      { id: 1, user: 'KIM', atScreen: false },
      { id: 4, user: 'kim', atScreen: true },
      { id: 2, user: 'lee', atScreen: true },
    ];
    const people = peopleOf([owner('S-1', 'kim'), owner('S-9', 'gone')], sessions);
    expect(people).toEqual([
      { id: 'S-1', place: '', user: 'kim', userId: 'S-1', language: null, sessionId: 4, atScreen: true },
      {
        id: 'session 2 lee',
        place: 'session 2',
        user: 'lee',
        userId: null,
        language: null,
        sessionId: 2,
        atScreen: true,
      },
    ]);
  });
});
