import { describe, expect, it } from 'vitest';
import { OUTPUT_DESCRIPTIONS, type OutputKind } from '../../src/explain/output-kind';
import { isUnderstood, readOutput } from '../../src/explain/read-output';
import { fixtureText } from '../support/fixture-files';
import { ipAddr, ipconfig, key, OFFLINE, sc, TCPIP6 } from './explained-texts';

/** A text of each kind; null: of that kind is whatever was taken for it. */
const TEXTS: Record<OutputKind, string | null> = {
  'netsh-teredo': OFFLINE,
  ipconfig: ipconfig('fe80::1'),
  'netsh-interfaces': ' 12  75  1280  connected  Teredo\n',
  'netsh-addresses': 'Public  Preferred  1h  1h  2001:db8::1\n',
  'netsh-routes': 'No  Manual  256  ::/0  12  fe80::1\n',
  'netsh-dump': 'pushd interface teredo\n',
  'powershell-configuration': '{"Type":2,"ServerName":"teredo.example","RefreshIntervalSeconds":30}',
  'powershell-state': '{"State":"Offline","Error":"None"}',
  registry: key(TCPIP6, 'A    REG_SZ    b'),
  'firewall-rules': '{"InstanceID":"CoreNet-Teredo-In","Enabled":1,"Action":2}',
  services: sc('4  RUNNING'),
  'windows-version': 'Microsoft Windows [Version 10.0.19045.1]\n',
  'miredo-configuration': null,
  'miredo-log': 'Jan  1 00:00:00 host miredo[7]: Starting...\n',
  'ip-addresses': ipAddr('UP', 1280),
  'ip-routes': 'default via fe80::1 dev eth0 metric 1024\n',
  ifconfig: fixtureText('miredo/ifconfig-old-fr.txt'),
  'unit-status': '     Active: inactive (dead)\n',
  'os-release': 'ID=debian\n',
  address: '2001:db8::1',
  reply: 'Ok.\n',
  'command-help': null,
  'not-understood': null,
};
const kinds = OUTPUT_DESCRIPTIONS.map(({ kind }) => kind);
const understood = (kind: OutputKind, text: string) => isUnderstood(readOutput(kind, text));

describe('an output of a kind', () => {
  it.each(kinds)('is read as one of %s', (kind) => {
    expect(readOutput(kind, TEXTS[kind] ?? 'words').kind).toBe(kind);
  });

  it.each(kinds.filter((kind) => TEXTS[kind] !== null))('is understood where it is one of %s', (kind) => {
    expect(understood(kind, TEXTS[kind] ?? '')).toBe(true);
  });

  it.each(kinds.filter((kind) => TEXTS[kind] !== null && kind !== 'reply'))(
    'is not understood where it is none of %s',
    (kind) => expect(understood(kind, 'a word and another\n')).toBe(false),
  );

  it('is whatever was taken for a configuration or a help text, and never what was not understood', () => {
    expect(understood('miredo-configuration', '')).toBe(true);
    expect(understood('command-help', 'words')).toBe(true);
    expect(understood('not-understood', OFFLINE)).toBe(false);
  });

  it('is a reply where anything at all was printed', () => {
    expect(understood('reply', 'a word and another\n')).toBe(true);
    expect(understood('reply', '\n \n')).toBe(false);
  });

  it.each(['ID=debian', 'VERSION_ID="12"', 'PRETTY_NAME="Debian"'])(
    'names a distribution with one of its names: %s',
    (line) => expect(understood('os-release', `${line}\n`)).toBe(true),
  );

  it('is of no distribution without any of them', () => {
    expect(understood('os-release', 'VERSION_CODENAME=bookworm\n')).toBe(false);
  });

  it('is of addresses only where it has an interface', () => {
    expect(understood('ip-addresses', '[]')).toBe(false);
  });
});

describe('an address that stands alone', () => {
  it.each([
    ['192.0.2.1', 'ipv4'],
    ['2001:db8::1', 'native-global'],
    ['2001:0:c000:201:1410:7050:34ff:8ee8', 'teredo'],
    ['2002:c000:207::1', '6to4'],
    ['fe80::1', 'link-local'],
  ])('%s is of the kind %s', (address, kind) => {
    expect(readOutput('address', address)).toEqual({ kind: 'address', addresses: [{ address, kind }] });
  });
});
