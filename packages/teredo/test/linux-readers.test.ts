import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readIpAddresses,
  readMiredoConfiguration,
  readOsRelease,
  writeMiredoConfiguration,
} from '../src/index';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../fixtures/miredo/${name}`, import.meta.url), 'utf8');
const leaveAll = { serverAddress: null, bindPort: null, interfaceName: null };
const word = fc.stringMatching(/^[A-Za-z0-9.:-]{1,20}$/);
const directiveName = fc.constantFrom(
  'ServerAddress',
  'serveraddress',
  'SERVERADDRESS2',
  'RelayType',
  'BindPort',
  'InterfaceName',
  'LocalDiscovery',
  '#ServerAddress',
);
const anyConfiguration = fc
  .array(
    fc.oneof(
      fc.tuple(directiveName, fc.constantFrom(' ', '\t', '   '), word).map((parts) => parts.join('')),
      fc.string(),
    ),
  )
  .map((lines) => lines.join('\n'));

describe('the reader of miredo.conf', () => {
  it('reads the file that Debian ships', () => {
    expect(readMiredoConfiguration(fixture('debian-default.conf'))).toEqual({
      relayType: 'client',
      serverAddress: 'teredo-debian.example',
      serverAddress2: null,
      interfaceName: 'teredo',
      bindAddress: null,
      bindPort: null,
    });
  });

  it.each([
    ['names in any case', 'SERVERADDRESS a.example\n', { serverAddress: 'a.example' }],
    ['tabs and trailing words', '\tServerAddress\ta.example # note\n', { serverAddress: 'a.example' }],
    ['the first of equals', 'ServerAddress a\nServerAddress b\n', { serverAddress: 'a' }],
    ['no last line without a line feed', 'ServerAddress a', { serverAddress: null }],
    ['no comment', ' # ServerAddress a\n', { serverAddress: null }],
    ['CRLF', 'ServerAddress a\r\nBindPort 3545\r\n', { serverAddress: 'a', bindPort: 3545 }],
    ['autoclient as client', 'RelayType AutoClient\n', { relayType: 'client' }],
    ['cone as relay', 'RelayType cone\n', { relayType: 'relay' }],
    ['an unknown type as unknown', 'RelayType bogus\n', { relayType: 'unknown' }],
    ['an impossible port as unknown', 'BindPort 99999\n', { bindPort: 'unknown' }],
  ])('takes %s as Miredo does', (_name, text, expected) => {
    expect(readMiredoConfiguration(text)).toMatchObject(expected);
  });
});

describe('the writer of miredo.conf', () => {
  it('changes the one line and keeps the rest', () => {
    const earlier = fixture('debian-default.conf');
    const text = writeMiredoConfiguration(earlier, { ...leaveAll, serverAddress: '192.0.2.1' })!;
    expect(text).toBe(earlier.replace('ServerAddress\tteredo-debian.example', 'ServerAddress 192.0.2.1'));
  });

  it('changes nothing when nothing differs', () => {
    const earlier = fixture('debian-default.conf');
    expect(writeMiredoConfiguration(earlier, { ...leaveAll, serverAddress: 'teredo-debian.example' })).toBe(
      earlier,
    );
  });

  it('starts a file where there is none', () => {
    const text = writeMiredoConfiguration(null, {
      serverAddress: '192.0.2.1',
      bindPort: 3545,
      interfaceName: 'teredo',
    });
    expect(text).toBe('ServerAddress 192.0.2.1\nInterfaceName teredo\nBindPort 3545\n');
  });

  it('ends a line that Miredo would have skipped', () => {
    expect(writeMiredoConfiguration('ServerAddress a', leaveAll)).toBe('ServerAddress a\n');
  });

  it('makes a client of a relay', () => {
    expect(writeMiredoConfiguration('RelayType cone\nPrefix 2001::\n', leaveAll)).toBe(
      'RelayType client\nPrefix 2001::\n',
    );
  });

  it('drops the second address of a server that it replaces', () => {
    const earlier = 'ServerAddress a\nServerAddress2 b\nLocalDiscovery disabled\n';
    expect(writeMiredoConfiguration(earlier, { ...leaveAll, serverAddress: 'c' })).toBe(
      'ServerAddress c\nLocalDiscovery disabled\n',
    );
    expect(writeMiredoConfiguration(earlier, { ...leaveAll, serverAddress: 'a' })).toBe(earlier);
  });

  it.each([
    { serverAddress: 'a\nRelayType relay' },
    { serverAddress: 'a b' },
    { serverAddress: '' },
    { serverAddress: '#a' },
    { interfaceName: 'x\ty' },
    { bindPort: 0 },
    { bindPort: 70000 },
    { bindPort: 1.5 },
  ])('does not write %j', (wrong) => {
    expect(writeMiredoConfiguration(null, { ...leaveAll, ...wrong })).toBeNull();
  });

  it('is read back as what was wanted, keeps foreign lines, and is settled after one edit', () => {
    fc.assert(
      fc.property(
        anyConfiguration,
        word,
        fc.integer({ min: 1, max: 65535 }),
        (earlier, serverAddress, bindPort) => {
          const wanted = { serverAddress, bindPort, interfaceName: null };
          const text = writeMiredoConfiguration(earlier, wanted)!;
          expect(readMiredoConfiguration(text)).toMatchObject({
            relayType: 'client',
            serverAddress,
            bindPort,
          });
          expect(writeMiredoConfiguration(text, wanted)).toBe(text);
          const ours = /^\s*(serveraddress2?|relaytype|bindport)\s/i;
          for (const line of earlier.split(/\r\n|\r|\n/))
            if (!ours.test(line)) expect(text.split('\n')).toContain(line);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the reader of ip -j -6 addr', () => {
  it('finds the Teredo address by its prefix', () => {
    const reading = readIpAddresses(fixture('ip-addr-running.json'));
    expect(reading).toMatchObject({
      readable: true,
      teredoAddresses: ['2001:0:c000:201:1410:7050:34ff:8ee8'],
      nativeGlobalAddress: null,
    });
    expect(reading.links.map(({ name, up, mtu }) => [name, up, mtu])).toEqual([
      ['lo', true, 65536],
      ['eth0', true, 1500],
      ['teredo', true, 1280],
    ]);
  });

  it.each([
    ['2001:db8::5', '2001:db8::5'],
    ['2002:c000:201::1', null],
    ['fd00::2', null],
    ['fe80::1', null],
    ['::1', null],
  ])('says of %s that the native global address is %s', (local, native) => {
    const text = JSON.stringify([{ ifname: 'eth0', mtu: 1500, addr_info: [{ local }] }]);
    expect(readIpAddresses(text).nativeGlobalAddress).toBe(native);
  });

  it.each(['[]', '[{},{}]\n'])('takes %j for an answer without interfaces', (text) => {
    expect(readIpAddresses(text)).toEqual({
      readable: true,
      links: [],
      teredoAddresses: [],
      nativeGlobalAddress: null,
    });
  });

  it.each(['Object "addr" is unknown', '', '{}', '[{"dst":"default"}]'])(
    'says of %j that it is not readable',
    (text) => {
      expect(readIpAddresses(text).readable).toBe(false);
    },
  );
});

describe('the reader of os-release', () => {
  it('reads quoted and bare values', () => {
    expect(
      readOsRelease('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID=\'12\'\n'),
    ).toEqual({
      id: 'debian',
      prettyName: 'Debian GNU/Linux 12 (bookworm)',
      versionId: '12',
    });
  });

  it.each([
    ['ID="debian', '"debian'],
    ['ID=debian"', 'debian"'],
    ["ID='debian", "'debian"],
    ["ID=debian'", "debian'"],
    ['ID="a\\"b"', 'a"b'],
    ['  ID=debian  ', 'debian'],
    ['ID=', ''],
    ['#ID=debian', null],
    ['# ID=debian', null],
    ['VARIANT_ID=server', null],
    ['id=debian', null],
  ])('of %s has the id %j', (line, id) => {
    expect(readOsRelease(line).id).toBe(id);
  });
});

describe('every reader of Linux output', () => {
  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), anyConfiguration), (text) => {
        readIpAddresses(text);
        readMiredoConfiguration(text);
        readOsRelease(text);
      }),
      { numRuns: 1000 },
    );
  });
});
