import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectOutputs } from '../../src/explain/detect-outputs';
import type { OutputKind } from '../../src/index';
import { fixtureNames, fixtureText, PLAIN_NETSH_FIXTURES } from '../support/fixture-files';

const kinds = (text: string): OutputKind[] => detectOutputs(text).map(({ reading }) => reading.kind);

/** What every fixture of a folder is, and those that are something else. */
const FOLDERS: { folder: string; kind: OutputKind; but?: Record<string, OutputKind[]> }[] = [
  {
    folder: 'netsh',
    kind: 'netsh-teredo',
    but: {
      'en-forum-code.txt': ['not-understood', 'netsh-teredo', 'not-understood'],
      'en-two-outputs.txt': ['netsh-teredo', 'netsh-teredo'],
    },
  },
  { folder: 'netsh-bytes', kind: 'netsh-teredo' },
  { folder: 'ipconfig', kind: 'ipconfig' },
  {
    folder: 'netsh-ipv6',
    kind: 'netsh-addresses',
    but: {
      'interfaces-de-unknown-words.txt': ['netsh-interfaces'],
      'interfaces-en.txt': ['netsh-interfaces'],
      'interfaces-xp.txt': ['netsh-interfaces'],
      'routes-en.txt': ['netsh-routes'],
    },
  },
  {
    folder: 'powershell',
    kind: 'powershell-configuration',
    but: {
      'state-empty.txt': [],
      'state-unknown-words.json': ['powershell-state'],
      'state.json': ['powershell-state'],
    },
  },
  { folder: 'registry', kind: 'registry', but: { 'get-item-property.txt': ['registry', 'registry'] } },
  { folder: 'firewall', kind: 'firewall-rules' },
  { folder: 'services', kind: 'services', but: { 'net-start-done-pl.txt': ['reply'] } },
  {
    folder: 'replies',
    kind: 'reply',
    but: {
      'help-msg.txt': ['command-help'],
      'help-netsh-imagined.txt': ['command-help'],
      'net-stop-then-start-zhcn.txt': ['reply', 'reply'],
      'sc-config-then-start-zhcn.txt': ['reply', 'services'],
      'sc-denied-tr.txt': ['services'],
      'silent.txt': [],
    },
  },
  {
    folder: 'miredo',
    kind: 'ip-addresses',
    but: {
      'debian-default.conf': ['miredo-configuration'],
      'ifconfig-bsd-none.txt': ['ifconfig'],
      'ifconfig-bsd.txt': ['ifconfig'],
      'ifconfig-no-address.txt': ['ifconfig'],
      'ifconfig-old-fr.txt': ['ifconfig'],
      'ifconfig-old-no-address.txt': ['ifconfig'],
      'ip-route.json': ['ip-routes'],
      'ip-route.txt': ['ip-routes'],
      'log-fr.txt': ['miredo-log'],
      'log-journal.txt': ['miredo-log'],
      'log-lost-zhcn.txt': ['miredo-log'],
      'systemctl-failed.txt': ['unit-status'],
    },
  },
];

const FIXTURES = FOLDERS.flatMap(({ folder, kind, but = {} }) =>
  fixtureNames(folder)
    .filter((name) => !name.endsWith('.expected.json'))
    .map((name) => ({ path: `${folder}/${name}`, expected: but[name] ?? [kind] })),
);

describe('an output', () => {
  it.each(FIXTURES)('in $path is told for what it is', ({ path, expected }) => {
    expect(kinds(fixtureText(path))).toEqual(expected);
  });

  it.each([
    ['Microsoft Windows [Version 10.0.19045.4046]', 'windows-version'],
    ['Microsoft Windows [版本 6.1.7601]', 'windows-version'],
    ['Microsoft Windows XP [Version 5.1.2600]', 'windows-version'],
    ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian', 'os-release'],
    ['2001:0:c000:201:1410:7050:34ff:8ee8', 'address'],
    ['2001:0:c000:201:1410:7050:34ff:8ee8/32', 'address'],
    ['fe80::1%12', 'address'],
    ['192.0.2.1\n2001:db8::5', 'address'],
    ['2001:0:c000:201::1(Preferred)', 'address'],
    ['my address is 2001:0:c000:201:1410:7050:34ff:8ee8, what is that', 'address'],
    ['IPv6-Adresse : 2001:db8:5::7(Bevorzugt)', 'ipconfig'],
    ['State : Qualified\nError : None', 'powershell-state'],
    ['Ok.', 'reply'],
    ['C:\\>netsh interface teredo set state client\nwhatever it says', 'reply'],
    ['C:\\>reg delete HKLM\\x /v y\nerledigt', 'reply'],
    ['PS C:\\> Set-NetTeredoConfiguration -Type Client\nsomething', 'reply'],
    ['What is Teredo', 'not-understood'],
    ['Dear all,\nit does not work.', 'not-understood'],
    ['C:\\>whoami\ndesk\\ann', 'not-understood'],
    ['{"a": 1}', 'not-understood'],
    ['[broken', 'not-understood'],
  ])('%j is %s', (text, kind) => expect(kinds(text)).toEqual([kind]));

  it.each(['', ' \n\t\n', 'C:\\>', 'C:\\>\nC:\\>cls\n'])('is not in %j', (text) => {
    expect(detectOutputs(text)).toEqual([]);
  });

  it('that says nothing is an answer where the state was asked for', () => {
    expect(detectOutputs('PS C:\\> Get-NetTeredoState\nPS C:\\>')).toMatchObject([
      { command: 'Get-NetTeredoState', reading: { kind: 'powershell-state', of: { state: null } } },
    ]);
    expect(kinds('PS C:\\> Get-NetTeredoConfiguration\nPS C:\\>')).toEqual([]);
  });

  it('has the command before it and the number of its first line', () => {
    const text = fixtureText('console/cmd-session-de.txt');
    expect(detectOutputs(text).map(({ command, line }) => [command, line])).toEqual([
      [null, 1],
      ['netsh interface teredo show state', 5],
      ['reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters /v DisabledComponents', 17],
      ['sc query iphlpsvc', 23],
    ]);
  });
});

describe('several outputs in one paste', () => {
  it.each([
    ['console/cmd-session-de.txt', ['windows-version', 'netsh-teredo', 'registry', 'services']],
    [
      'console/batch-without-prompts-fr.txt',
      ['windows-version', 'netsh-teredo', 'ipconfig', 'registry', 'services'],
    ],
    [
      'console/powershell-session.txt',
      ['not-understood', 'powershell-configuration', 'powershell-state', 'firewall-rules'],
    ],
    [
      'console/linux-session.txt',
      ['os-release', 'miredo-configuration', 'ip-addresses', 'ip-routes', 'miredo-log'],
    ],
    ['console/three-looks-xp-ru.txt', ['netsh-teredo', 'netsh-teredo']],
    ['console/nothing-of-teredo.txt', ['not-understood']],
  ])('are told apart in %s', (path, expected) => expect(kinds(fixtureText(path))).toEqual(expected));

  it.each(['>', '|'])('are told apart in a mail quoted with %s', (mark) => {
    const quoted = fixtureText('console/cmd-session-de.txt')
      .split('\n')
      .map((line) => `${mark} ${line}`)
      .join('\n');
    expect(kinds(quoted)).toEqual(['windows-version', 'netsh-teredo', 'registry', 'services']);
  });

  /** One of each that stands by itself, without anything around it. */
  const alone = [
    'netsh/de-dormant.txt',
    'ipconfig/de-all-qualified.txt',
    'netsh-ipv6/interfaces-en.txt',
    'netsh-ipv6/addresses-en.txt',
    'netsh-ipv6/routes-en.txt',
    'powershell/configuration-one.json',
    'registry/query-de-policy.txt',
    'firewall/registry-block.txt',
    'firewall/netsh-de-imagined.txt',
    'services/sc-qc-de.txt',
    'miredo/ip-addr-running.json',
    'miredo/ip-brief.txt',
    'miredo/ifconfig-bsd.txt',
    'miredo/ip-route.json',
    'miredo/log-lost-zhcn.txt',
  ].map((path) => ({ text: fixtureText(path), kinds: kinds(fixtureText(path)) }));

  it('with an empty line between them are found in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(alone, { minLength: 1 }), (chosen) => {
        const expected = chosen.flatMap((one) => one.kinds);
        expect(kinds(chosen.map(({ text }) => text).join('\n\n'))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('with a prompt between them are found in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(alone, { minLength: 1 }), (chosen) => {
        const expected = chosen.flatMap((one) => one.kinds);
        expect(kinds(chosen.map(({ text }) => `C:\\Users\\ann>x\n${text}`).join('\n'))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a netsh output is', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcxyzäöü привет日本語한국어 -/'), maxLength: 30 });
  it('does not rest on its labels or its heading', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLAIN_NETSH_FIXTURES), letters, letters, ({ text }, heading, label) => {
        const renamed = text
          .split('\n')
          .map((line) => (line.includes(':') ? line.replace(/^[^:\uff1a]*/, `${label} `) : line))
          .join('\n')
          .replace(/^\s*\S.*\n(?=-{5})/, `${heading}\n`);
        expect(kinds(renamed)).toEqual(['netsh-teredo']);
      }),
      { numRuns: 150 },
    );
  });
});
