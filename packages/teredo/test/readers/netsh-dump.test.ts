import { describe, expect, it } from 'vitest';
import { readNetshDump } from '../../src/index';
import { explained, WINDOWS_10 } from '../explain/explained-texts';
import { fixtureText } from '../support/fixture-files';

const dump = (...lines: string[]) => `pushd interface teredo\n\n${lines.join('\n')}\n\npopd\n`;
const NOTHING = {
  readable: true,
  type: null,
  serverName: null,
  refreshIntervalSeconds: null,
  clientPort: null,
  notUnderstood: [],
};

describe('a dump of netsh', () => {
  it.each<[string, object]>([
    ['set state type=client', { type: 'client' }],
    ['set state type=disabled', { type: 'disabled' }],
    ['set state disable', { type: 'disabled' }],
    [
      'set state type=enterpriseclient servername=teredo.example. refreshinterval=45 clientport=3544 servervirtualip=default',
      {
        type: 'enterpriseclient',
        serverName: 'teredo.example',
        refreshIntervalSeconds: 45,
        clientPort: 3544,
      },
    ],
    [
      'set state client "192.0.2.1" 60 5000',
      { type: 'client', serverName: '192.0.2.1', refreshIntervalSeconds: 60, clientPort: 5000 },
    ],
    [
      'set state type=default servername=default refreshinterval=default clientport=default',
      { type: 'default' },
    ],
    ['set state servername=teredo.example', { serverName: 'teredo.example' }],
    ['set state servername=7of9', { serverName: '7of9' }],
    ['set state servername=1234a', { serverName: '1234a' }],
    ['set state servername=1234', { serverName: 'unknown' }],
    ['SET STATE TYPE=Client', { type: 'client' }],
    ['set state clientport=0', {}],
    ['set state type=client servername="" refreshinterval="" clientport=""', { type: 'client' }],
    ['   set   state', {}],
    ['  set state   type=client  clientport=4000  ', { type: 'client', clientPort: 4000 }],
    ['set state client default default 5000 default 7 8', { type: 'client', clientPort: 5000 }],
    ['set state type=client servername=a"b"', { type: 'client', serverName: 'unknown' }],
    ['rem set state type=client', {}],
    ['', {}],
  ])('%s', (line, expected) => {
    expect(readNetshDump(dump(line))).toEqual({ ...NOTHING, ...expected });
  });

  it('says what was not understood, and concludes nothing from it', () => {
    expect(readNetshDump(dump('set state type=strange refreshinterval=often clientport=70000'))).toEqual({
      ...NOTHING,
      type: 'unknown',
      notUnderstood: [
        { field: 'type', text: 'strange' },
        { field: 'refreshIntervalSeconds', text: 'often' },
        { field: 'clientPort', text: '70000' },
      ],
    });
  });

  it('of IPv6 has Teredo in a line of its own', () => {
    const text = (line: string) =>
      `pushd interface ipv6\nreset\nset interface interface="x" mtu=1280\n${line}\npopd\n`;
    expect(readNetshDump(text('set teredo type=client'))).toMatchObject({ readable: true, type: 'client' });
    expect(readNetshDump(text('set state type=client')).readable).toBe(false);
    expect(readNetshDump(text('')).readable).toBe(false);
  });

  it.each([
    'set state type=client\n',
    'pushd interface ipv4\nset state type=client\npopd\n',
    'pushd interface teredo extra\n',
    'rem pushd interface teredo\nset state type=client\n',
    `${dump('')}set state type=client\n`.replace('pushd interface teredo', 'pushd interface portproxy'),
    'Type : client\n',
  ])('is not %j', (text) => expect(readNetshDump(text).readable).toBe(false));

  it('may be indented', () => {
    expect(readNetshDump(dump('set state type=client').replace(/^/gm, '  ')).type).toBe('client');
    expect(readNetshDump(dump('set state type=client').replace(/$/gm, '  ')).type).toBe('client');
  });

  it('ends where its context is left', () => {
    for (const left of ['popd', '  popd', 'popd  ', 'POPD'])
      expect(
        readNetshDump(`pushd interface teredo\nset state type=client\n${left}\nset state type=disabled\n`)
          .type,
      ).toBe('client');
    for (const kept of ['rem popd', 'popd later'])
      expect(readNetshDump(dump('set state type=client', kept, 'set state type=disabled')).type).toBe(
        'disabled',
      );
  });
});

describe('a dump that is explained', () => {
  const text = fixtureText('console/netsh-dump-imagined.txt');

  it('is what is set on the machine, and not what the client does', () => {
    const { outputs, observation, questions } = explained(text, WINDOWS_10);
    expect(outputs.map(({ kind, command }) => [kind, command])[0]).toEqual([
      'netsh-dump',
      'netsh interface teredo dump',
    ]);
    expect(observation).toMatchObject({
      configured: { type: 'enterpriseclient', serverName: 'teredo.example' },
      effective: { state: 'unknown' },
      sources: {
        local: { type: 'enterpriseclient', refreshIntervalSeconds: 45, clientPort: 3544 },
        policy: { type: 'unknown' },
      },
    });
    expect(questions[0]?.how).toBe('netsh interface teredo show state');
  });

  it('is told without a prompt, too, its comments with it', () => {
    const bare = text.replace(/^C:.*$/gm, '');
    expect(explained(bare).outputs.map(({ kind }) => kind)).toEqual(['netsh-dump']);
  });

  it('gives way to what the client says of itself, and to PowerShell', () => {
    const state = 'a\n---\nx : client\nx : t.example\nx : 30 s\nx : unspecified\nx : dormant\n';
    expect(explained(text, state).observation?.configured.type).toBe('client');
    const stored = '{"PolicyStore":"PersistentStore","Type":4,"RefreshIntervalSeconds":30}';
    expect(explained(text, stored).observation?.sources?.local.type).toBe('disabled');
  });

  it('that sets nothing of Teredo leaves open what is set', () => {
    const { observation, outputs } = explained(dump(''));
    expect(observation?.sources?.local.type).toBe('unknown');
    expect(outputs[0]?.facts[0]).toEqual({ name: 'Type', value: 'not set' });
  });

  it('in words not known is said to be unreadable', () => {
    const { diagnoses } = explained(dump('set state type=client', 'set state type=strange'));
    expect(diagnoses.map(({ code }) => code)).toContain('unreadable');
  });
});
