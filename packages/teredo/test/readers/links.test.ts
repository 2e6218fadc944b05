import { describe, expect, it } from 'vitest';
import { readIfconfig, readIpAddresses, readIpRoutes, readMiredoLog, readOsRelease } from '../../src/index';

const TEREDO = '2001:0:c000:201:1410:7050:34ff:8ee8';
const linksOf = (text: string) => readIpAddresses(text).links;

describe('ip addr', () => {
  it('shows links with their state, MTU and addresses', () => {
    const text = `1: lo: <LOOPBACK,UP> mtu 65536 qdisc x\n    inet 127.0.0.1/8 scope host\n    inet6 ::1/128 scope host\n9: teredo@if2: <POINTOPOINT,NOARP> mtu 1280\n    inet6 ${TEREDO}/32 scope global\n    inet6 fe80::1/64\n`;
    expect(readIpAddresses(text)).toEqual({
      readable: true,
      links: [
        {
          name: 'lo',
          up: true,
          mtu: 65536,
          addresses: [
            { address: '127.0.0.1', prefixLength: 8, kind: 'ipv4' },
            { address: '::1', prefixLength: 128, kind: 'loopback' },
          ],
        },
        {
          name: 'teredo',
          up: false,
          mtu: 1280,
          addresses: [
            { address: TEREDO, prefixLength: 32, kind: 'teredo' },
            { address: 'fe80::1', prefixLength: 64, kind: 'link-local' },
          ],
        },
      ],
      teredoAddresses: [TEREDO],
      nativeGlobalAddress: null,
    });
  });

  it('in one line each gathers by name', () => {
    const text = `9: teredo    inet6 ${TEREDO}/32 scope global \\ valid_lft forever\n9: teredo    inet6 fe80::1/64\n2: eth0@if3    inet 192.0.2.5/24 brd 192.0.2.255\n`;
    expect(linksOf(text)).toMatchObject([
      { name: 'teredo', up: 'unknown', mtu: null, addresses: [{ address: TEREDO }, { address: 'fe80::1' }] },
      { name: 'eth0', addresses: [{ address: '192.0.2.5', prefixLength: 24 }] },
    ]);
  });

  it.each([
    ['UP', true],
    ['UNKNOWN', 'unknown'],
    ['DOWN', false],
    ['LOWERLAYERDOWN', false],
    ['DORMANT', false],
    ['TESTING', false],
    ['NOTPRESENT', false],
  ])('in brief has the state %s: %s', (word, up) => {
    expect(linksOf(`teredo@x   ${word}   ${TEREDO}/32 fe80::1/64\n`)).toMatchObject([
      { name: 'teredo', up, addresses: [{ address: TEREDO }, { address: 'fe80::1' }] },
    ]);
    expect(linksOf(`teredo   ${word}\n`)).toMatchObject([{ up, addresses: [] }]);
  });

  it.each(['teredo ONLINE', 'a b UP', '$ teredo UP', '    inet6 fe80::1/64', ''])(
    'has no link in %j',
    (text) => {
      expect(readIpAddresses(text)).toMatchObject({ readable: false, links: [] });
    },
  );

  it('as JSON tells what is there', () => {
    const json = [
      {
        ifname: 'eth0',
        flags: ['BROADCAST'],
        mtu: 1500,
        addr_info: [{ local: '2001:db8::1', prefixlen: 64 }, {}, 3],
      },
      { ifname: 'teredo', addr_info: [{ local: TEREDO }] },
      { ifname: 'bare' },
      {},
    ];
    expect(linksOf(JSON.stringify(json))).toMatchObject([
      { name: 'eth0', up: false, mtu: 1500, addresses: [{ address: '2001:db8::1', prefixLength: 64 }] },
      { name: 'teredo', up: 'unknown', mtu: null, addresses: [{ prefixLength: null }] },
      { name: 'bare', addresses: [] },
    ]);
    expect(readIpAddresses('[]')).toMatchObject({ readable: true, links: [] });
    expect(readIpAddresses('[{},{}]').readable).toBe(true);
    expect(readIpAddresses('{}').readable).toBe(false);
    expect(readIpAddresses('[{"a": 1}]').readable).toBe(false);
  });

  it('tells every Teredo address once, and the first of its own', () => {
    const text = `1: a: <UP>\n inet6 ${TEREDO}/32\n inet6 2001:db8::1/64\n2: b: <UP>\n inet6 ${TEREDO}/32\n inet6 2001:0:1::1/32\n inet6 2001:db8::2/64\n`;
    expect(readIpAddresses(text)).toMatchObject({
      teredoAddresses: [TEREDO, '2001:0:1::1'],
      nativeGlobalAddress: '2001:db8::1',
    });
  });
});

describe('the heading of a link', () => {
  const heading = (line: string) =>
    linksOf(`${line}\n    inet6 ${TEREDO}/32\n`).map(({ name, up }) => [name, up]);

  it.each<[string, string, boolean]>([
    ['9: teredo: <POINTOPOINT,UP>', 'teredo', true],
    ['123456789: teredo: <UP>', 'teredo', true],
    ['  9:  teredo:  <UP,LOWER_UP> mtu 1280', 'teredo', true],
    ['9: teredo@if12: <LOWER_UP>', 'teredo', false],
    ['9: teredo: <>', 'teredo', false],
    ['9: teredo: <NO_UP,UPPER>', 'teredo', false],
  ])('%j names %s', (line, name, up) => expect(heading(line)).toEqual([[name, up]]));

  it.each([
    'x 9: teredo: <UP>',
    'a9: teredo: <UP>',
    '9: teredo <UP>',
    '9: teredo: UP',
    '9:teredo: <UP>',
    'teredo: <UP>',
    '9: te redo: <UP>',
  ])('is not %j', (line) => expect(heading(line)).toEqual([]));

  it('ends the link before, and its addresses are its own', () => {
    const text = `1: a: <UP>\n    inet6 2001:db8::1/64\n2: b: <UP>\n    note inet6 2001:db8::8/64\n    inet6 2001:db8::2/64\n`;
    expect(linksOf(text).map(({ addresses }) => addresses.map(({ address }) => address))).toEqual([
      ['2001:db8::1'],
      ['2001:db8::2'],
    ]);
  });

  it.each([
    ['9: t: <UP> mtu 1280', 1280],
    ['9: t: <UP> mtu 1280 qdisc', 1280],
    ['9: t: <UP> mtu 12345678', null],
    ['9: t: <UP> xmtu 1280', null],
    ['9: t: <UP> mtu 1280b', null],
  ])('%j has the MTU %j', (line, mtu) => expect(linksOf(`${line}\n`)[0]?.mtu).toBe(mtu));
});

describe('a line of ip -o', () => {
  it.each([
    ['9: t    inet6 2001:db8::1/64 scope global', ['2001:db8::1']],
    ['123456789: t@if3  inet 192.0.2.1/24', ['192.0.2.1']],
    ['  9:  t    inet6 2001:db8::1/64', ['2001:db8::1']],
    ['9: t    inet6 none', []],
  ])('%j is of a link with %j', (line, addresses) => {
    expect(linksOf(line)).toMatchObject([
      { name: 't', addresses: addresses.map((address) => ({ address })) },
    ]);
  });

  it.each([
    'x 9: t    inet6 2001:db8::1/64',
    'a9: t inet6 2001:db8::1',
    '9: t inet7 2001:db8::1',
    '9: t inet62001:db8::1',
  ])('is not %j', (line) => expect(linksOf(line)).toEqual([]));

  it('is not taken for an address of the link in the heading before', () => {
    const text = `1: a: <UP>\n2: b    inet6 2001:db8::2/64\n    inet6 2001:db8::1/64\n`;
    expect(linksOf(text)).toMatchObject([
      { name: 'a', addresses: [{ address: '2001:db8::1' }] },
      { name: 'b', addresses: [{ address: '2001:db8::2' }] },
    ]);
  });
});

describe('a line of ip -br', () => {
  it.each([
    ['t@if3  UP', true],
    ['t\tDOWN', false],
  ])('%j is of a link', (line, up) =>
    expect(linksOf(line)).toMatchObject([{ name: 't', up, addresses: [] }]),
  );

  it.each(['t UPX', 'tUP', 't  up', ' t  UP', 't  UP,x'])('is not %j', (line) =>
    expect(linksOf(line)).toEqual([]),
  );

  it('does not lend its link to what follows, nor gives its state to another', () => {
    expect(linksOf('a  UP\n    inet6 2001:db8::1/64\n')).toMatchObject([{ name: 'a', addresses: [] }]);
  });
});

describe('what was typed', () => {
  it('is no row', () => {
    expect(linksOf('ann@host:~$ 9: t    inet6 2001:db8::1/64')).toEqual([]);
    expect(linksOf('1: a: <UP>\n# inet6 2001:db8::1/64\n')).toMatchObject([{ addresses: [] }]);
  });
});

describe('addresses in JSON', () => {
  it('have the length that is a number, and none else', () => {
    const json = (entry: object) =>
      linksOf(JSON.stringify([{ ifname: 'a', addr_info: [entry] }]))[0]?.addresses;
    expect(json({ local: '2001:db8::1', prefixlen: '64' })).toMatchObject([{ prefixLength: null }]);
    expect(json({ local: '2001:db8::1', prefixlen: 64 })).toMatchObject([{ prefixLength: 64 }]);
    expect(json({ local: 'words' })).toEqual([]);
    expect(linksOf(JSON.stringify([{ ifname: 'a', addr_info: 'x' }]))).toMatchObject([{ addresses: [] }]);
  });
});

describe('ifconfig', () => {
  it('of today has flags in angle brackets', () => {
    const text = `teredo: flags=4305<UP,POINTOPOINT>  mtu 1280\n        inet6 ${TEREDO}  prefixlen 32  scopeid 0x0<global>\n        inet 192.0.2.5  netmask 255.255.255.0\neth1: flags=0<BROADCAST> mtu 1500\n`;
    expect(readIfconfig(text).links).toEqual([
      {
        name: 'teredo',
        up: true,
        mtu: 1280,
        addresses: [
          { address: TEREDO, prefixLength: 32, kind: 'teredo' },
          { address: '192.0.2.5', prefixLength: null, kind: 'ipv4' },
        ],
      },
      { name: 'eth1', up: false, mtu: 1500, addresses: [] },
    ]);
  });

  it('of once has them in the line of the MTU, and words of any language', () => {
    const text = `teredo    Lien encap:UNSPEC  HWaddr 00\n          adr inet6: ${TEREDO}/32 Scope:Global\n          UP POINTOPOINT RUNNING  MTU:1280  Metric:1\n\neth1      Link encap:Ethernet\n          BROADCAST  MTU:1500\n          x UPX MTU:9\n`;
    expect(readIfconfig(text).links).toEqual([
      {
        name: 'teredo',
        up: true,
        mtu: 1280,
        addresses: [{ address: TEREDO, prefixLength: 32, kind: 'teredo' }],
      },
      { name: 'eth1', up: false, mtu: 1500, addresses: [] },
    ]);
  });

  it.each(['', 'teredo flags=1', 'inet6 fe80::1', '$ ifconfig teredo: flags=1<UP>'])(
    'has no link in %j',
    (text) => {
      expect(readIfconfig(text).readable).toBe(false);
    },
  );
});

describe('ip -6 route', () => {
  it('shows where a prefix goes', () => {
    const text =
      '2001::/32 dev teredo proto kernel metric 256 pref medium\ndefault via fe80::1 dev eth0 metric 1029\n2001:db8::5 dev eth0\n';
    expect(readIpRoutes(text)).toEqual({
      readable: true,
      routes: [
        { prefix: '2001::/32', device: 'teredo', gateway: null, metric: 256 },
        { prefix: '::/0', device: 'eth0', gateway: 'fe80::1', metric: 1029 },
        { prefix: '2001:db8::5/128', device: 'eth0', gateway: null, metric: null },
      ],
      hasDefaultRoute: true,
      hasTeredoRoute: true,
    });
  });

  it('takes the device from the command where lines leave it out', () => {
    expect(readIpRoutes('$ ip -6 route show dev teredo\n2001::/32 proto kernel\n').routes).toMatchObject([
      { device: 'teredo' },
    ]);
  });

  it.each([
    ['unreachable default dev lo metric 1', []],
    ['2001::/129 dev x', []],
    ['2001::/x dev x', []],
    ['default', []],
    ['2001::/32\tdev\tteredo', ['2001::/32']],
    ['3ffe:831f::/32 dev teredo', ['3ffe:831f::/32']],
    ['words of a person', []],
  ])('%j has the routes %j', (line, prefixes) => {
    expect(readIpRoutes(line).routes.map(({ prefix }) => prefix)).toEqual(prefixes);
  });

  it('knows the old prefix of Teredo, and no default where there is none', () => {
    expect(readIpRoutes('3ffe:831f::/32 dev x\n')).toMatchObject({
      hasDefaultRoute: false,
      hasTeredoRoute: true,
    });
    expect(readIpRoutes('2001:db8::/32 dev x\n')).toMatchObject({
      hasDefaultRoute: false,
      hasTeredoRoute: false,
    });
  });

  it('is read as JSON', () => {
    const json = [
      { dst: 'default', gateway: 'fe80::1', dev: 'eth0', metric: 1029 },
      { dst: '2001::/32', dev: 'teredo', type: 'unicast' },
      { dst: '2001:db8::/32', type: 'unreachable' },
      { dev: 'x' },
    ];
    expect(readIpRoutes(JSON.stringify(json)).routes).toEqual([
      { prefix: '::/0', device: 'eth0', gateway: 'fe80::1', metric: 1029 },
      { prefix: '2001::/32', device: 'teredo', gateway: null, metric: null },
    ]);
  });
});

describe("Miredo's log", () => {
  it('is its lines among others', () => {
    const text = `Nov 01 host miredo[123]: Starting...\nNov 01 host cron[1]: x\nmiredo: New Teredo address/MTU\nNov 01 host miredo[123]:  (address: ${TEREDO}, MTU: 1280)\nnomiredo: x\n$ grep miredo: x\n`;
    expect(readMiredoLog(text)).toEqual({
      readable: true,
      lines: [
        { pid: 123, text: 'Starting...' },
        { pid: null, text: 'New Teredo address/MTU' },
        { pid: 123, text: ` (address: ${TEREDO}, MTU: 1280)` },
      ],
      teredoAddresses: [TEREDO],
      mtu: 1280,
    });
  });

  it('tells the last MTU and each address once', () => {
    const line = (address: string, mtu: string) => `miredo[1]: a ${address}, mtu : ${mtu}\n`;
    expect(
      readMiredoLog(line(TEREDO, '1500') + line(TEREDO, '1280') + line('2001:db8::1', '12')),
    ).toMatchObject({
      teredoAddresses: [TEREDO],
      mtu: 1280,
    });
  });

  it('keeps a thousand characters of a line', () => {
    expect(readMiredoLog(`miredo: ${'x'.repeat(1200)}\n`).lines[0]?.text).toHaveLength(1000);
  });
});

describe('os-release', () => {
  it.each([
    ['PRETTY_NAME="Debian GNU/Linux 12"', { prettyName: 'Debian GNU/Linux 12' }],
    ["PRETTY_NAME='A B'", { prettyName: 'A B' }],
    ['PRETTY_NAME="a \\"b\\" \\$c"', { prettyName: 'a "b" $c' }],
    ['  VERSION_ID=12 ', { versionId: '12' }],
    ['ID=debian', { id: 'debian' }],
    ['NAME="x"\nid=y', { id: null, prettyName: null, versionId: null }],
  ])('%j says %j', (text, expected) => {
    expect(readOsRelease(text)).toMatchObject(expected);
  });
});
