import { describe, expect, it } from 'vitest';
import {
  readDisabledComponents,
  readFirewallRules,
  readIpconfig,
  readNetshAddresses,
  readNetshInterfaces,
  readNetshRoutes,
  readPowerShellTeredoConfiguration,
  readPowerShellTeredoState,
  readRegistry,
  readReply,
  readServices,
  readTeredoRegistry,
} from '../../src/index';
import { fixtureText } from '../support/fixture-files';

const TEREDO = '2001:0:c000:201:3023:2df3:34ff:8efb';
const LANGUAGES = ['en', 'de', 'es', 'ru', 'ja', 'zhcn'];

describe('ipconfig', () => {
  it.each(LANGUAGES)('with /all in %s gives each adapter its own addresses', (language) => {
    const reading = readIpconfig(fixtureText(`ipconfig/${language}-all-qualified.txt`));
    expect(reading).toMatchObject({
      readable: true,
      teredoAddresses: [TEREDO],
      nativeGlobalAddress: '2001:db8:5::7',
      qualifiedSign: null,
    });
    expect(reading.adapters.map(({ addresses }) => addresses.map(({ address }) => address))).toEqual([
      ['2001:db8:5::7', 'fe80::7', '192.0.2.7'],
      [TEREDO, 'fe80::3023:2df3:34ff:8efb'],
    ]);
    expect(reading.adapters[1]).toMatchObject({ isTeredo: true, media: 'connected' });
    const marks = reading.adapters.flatMap(({ addresses }) => addresses.map(({ mark }) => mark));
    expect(new Set(marks)).toEqual(new Set(['preferred']));
  });

  it.each(LANGUAGES)('in %s tells a disconnected tunnel', (language) => {
    const reading = readIpconfig(fixtureText(`ipconfig/${language}-disconnected.txt`));
    expect(reading).toMatchObject({ teredoAddresses: [], nativeGlobalAddress: null });
    expect(reading.adapters).toMatchObject([{ isTeredo: true, media: 'disconnected', addresses: [] }]);
  });

  it.each(LANGUAGES)('in short in %s leaves gateways out', (language) => {
    const reading = readIpconfig(fixtureText(`ipconfig/${language}-short.txt`));
    expect(reading.adapters[1]!.addresses.map(({ address }) => address)).toEqual(['fe80::7', '192.0.2.7']);
    expect(reading.teredoAddresses).toEqual([TEREDO]);
  });

  it.each([
    ['de-wrapped', { teredoAddresses: [TEREDO], nativeGlobalAddress: null }],
    ['nl-xp-value-on-next-line', { teredoAddresses: ['2001:0:c000:201:0:38a1:34ff:8ef9'] }],
    ['en-xp-not-qualified', { teredoAddresses: [], qualifiedSign: false }],
    ['en-xp-qualified', { teredoAddresses: ['2001:0:c000:201:0:38a1:34ff:8ef9'], qualifiedSign: true }],
    ['en-xp-old-prefix', { teredoAddresses: ['3ffe:831f:c000:201:0:38a1:34ff:8ef9'], qualifiedSign: true }],
    [
      'en-xp-lan-and-isatap',
      {
        nativeGlobalAddress: '2001:db8::9',
        isatapAddresses: ['2001:db8:1::5efe:c000:209', 'fe80::5efe:c000:209'],
        adapters: [
          { addresses: [{ address: '192.0.2.9' }, { address: '2001:db8::9' }, { address: 'fe80::9' }] },
          {},
        ],
      },
    ],
    [
      'en-deprecated-and-6to4',
      {
        sixToFourAddresses: ['2002:c000:207::c000:207'],
        nativeGlobalAddress: null,
        adapters: [{ addresses: [{ mark: 'deprecated' }, { mark: 'preferred' }] }, { isTeredo: false }],
      },
    ],
  ])('reads %s', (name, expected) => {
    expect(readIpconfig(fixtureText(`ipconfig/${name}.txt`))).toMatchObject(expected);
  });

  it('takes addresses of a text without adapters, whatever colons its labels hold', () => {
    const reading = readIpconfig(
      'Dirección IPv6 : local: 2001:db8:5::7(Preferido)\nAdresse:2001:0:c000:201::1',
    );
    expect(reading).toMatchObject({
      nativeGlobalAddress: '2001:db8:5::7',
      teredoAddresses: ['2001:0:c000:201::1'],
    });
  });
});

describe('netsh interface ipv6', () => {
  it('shows interfaces', () => {
    expect(readNetshInterfaces(fixtureText('netsh-ipv6/interfaces-en.txt')).interfaces).toEqual([
      { index: 1, metric: 75, mtu: 4294967295, connected: true, name: 'Loopback Pseudo-Interface 1' },
      { index: 12, metric: 75, mtu: 1280, connected: true, name: 'Teredo Tunneling Pseudo-Interface' },
      { index: 6, metric: 25, mtu: 1500, connected: false, name: 'Local Area Connection* 2' },
    ]);
    expect(readNetshInterfaces(fixtureText('netsh-ipv6/interfaces-xp.txt')).interfaces).toMatchObject([
      { index: 4, metric: 2, connected: true },
      { index: 3, metric: 1, connected: false },
    ]);
    const words = readNetshInterfaces(fixtureText('netsh-ipv6/interfaces-de-unknown-words.txt')).interfaces;
    expect(words.map(({ connected }) => connected)).toEqual(['unknown', 'unknown']);
  });

  it('shows addresses', () => {
    const english = readNetshAddresses(fixtureText('netsh-ipv6/addresses-en.txt'));
    expect(english).toMatchObject({ teredoAddresses: [TEREDO], nativeGlobalAddress: '2001:db8::5' });
    expect(english.addresses).toMatchObject([
      { kind: 'teredo', interfaceIndex: 12, typeText: 'Public', state: 'preferred' },
      { kind: 'link-local', zone: '12', interfaceName: 'Teredo Tunneling Pseudo-Interface' },
      { kind: 'native-global', interfaceIndex: 6, state: 'deprecated' },
      { kind: 'link-local', zone: '6' },
    ]);
    const chinese = readNetshAddresses(fixtureText('netsh-ipv6/addresses-zhcn.txt'));
    expect(chinese.addresses).toMatchObject([
      { interfaceName: '本地连接* 14', state: 'preferred', stateText: '首选项' },
      {},
    ]);
  });

  it('shows routes', () => {
    expect(readNetshRoutes(fixtureText('netsh-ipv6/routes-en.txt'))).toMatchObject({
      hasDefaultRoute: true,
      hasTeredoRoute: true,
      routes: [
        { prefix: '::/0', metric: 256, interfaceIndex: 12, gateway: null },
        { prefix: '2001::/32' },
        { prefix: '::/0', interfaceIndex: 6, gateway: 'fe80::1', interfaceName: null },
        { prefix: 'fe80::/64', interfaceName: 'Ethernet' },
      ],
    });
  });
});

describe('PowerShell', () => {
  it('tells stores apart', () => {
    const reading = readPowerShellTeredoConfiguration(fixtureText('powershell/configuration-stores.json'));
    expect(reading.configurations).toMatchObject([
      { store: 'active', type: 'enterpriseclient', serverName: 'teredo.example', clientPort: null },
      { store: 'persistent', type: 'disabled', clientPort: 3545, refreshIntervalSeconds: 60 },
      { store: 'policy', type: 'client', serverName: '192.0.2.1' },
    ]);
  });

  it('does not guess a number that is not documented', () => {
    const reading = readPowerShellTeredoConfiguration(fixtureText('powershell/configuration-one.json'));
    expect(reading.configurations).toMatchObject([{ store: 'unknown', type: 'unknown' }]);
    expect(reading.notUnderstood).toEqual([{ field: 'type', text: '7' }]);
  });

  it('reads a list of properties', () => {
    const reading = readPowerShellTeredoConfiguration(fixtureText('powershell/configuration-list.txt'));
    expect(reading.configurations).toMatchObject([{ type: 'natawareclient', defaultQualified: false }]);
  });

  it.each([
    ['state.json', { readable: true, state: 'qualified', errorText: 'None' }],
    ['state-unknown-words.json', { readable: true, state: 'unknown', stateText: 'Bereit' }],
    ['state-empty.txt', { readable: true, state: null }],
    ['configuration-list.txt', { readable: false, state: null }],
  ])('gives of %s a state or none', (name, expected) => {
    expect(readPowerShellTeredoState(fixtureText(`powershell/${name}`))).toMatchObject(expected);
  });

  it.each(['{}', '[]', 'null', ' \r\n'])('takes %j for a machine on which nothing is active', (text) => {
    expect(readPowerShellTeredoState(text)).toMatchObject({ readable: true, state: null });
  });
});

describe('the registry', () => {
  it('tells policy, local values and DisabledComponents apart', () => {
    expect(readTeredoRegistry(fixtureText('registry/policy-and-local.reg'))).toEqual({
      readable: true,
      removed: [],
      firewall: null,
      policy: {
        type: 'enterpriseclient',
        typeText: 'Enterprise Client',
        serverName: 'teredo.example',
        refreshIntervalSeconds: 45,
        clientPort: 0,
        defaultQualified: true,
        forceTunneling: null,
      },
      local: { type: 'disabled', serverName: null },
      localXp: null,
      disabledComponents: readDisabledComponents(0xffffffff),
      prefixXp: null,
      iphlpsvcStart: 2,
      sixToFourStart: null,
      oemCodePage: 850,
      notUnderstood: [],
    });
  });

  it.each([
    [
      'xp.reg',
      {
        localXp: { type: 'enterpriseclient', serverName: 'teredo.example' },
        prefixXp: '2001:0',
        sixToFourStart: 3,
      },
    ],
    [
      'query-en.txt',
      { disabledComponents: { value: 0x28, keepsTeredoOff: true, preferIPv4: true }, policy: null },
    ],
    ['query-de-policy.txt', { policy: { type: 'disabled' }, local: null }],
    [
      'query-odd-values.txt',
      { local: { type: 'unknown' }, disabledComponents: { value: 'unknown', keepsTeredoOff: 'unknown' } },
    ],
  ])('is read from %s', (name, expected) => {
    expect(readTeredoRegistry(fixtureText(`registry/${name}`))).toMatchObject(expected);
  });

  it('keeps what is not understood', () => {
    expect(readTeredoRegistry(fixtureText('registry/query-odd-values.txt')).notUnderstood).toEqual([
      { field: 'Type', text: 'REG_DWORD 0x9' },
      { field: 'DisabledComponents', text: 'REG_SZ 255' },
    ]);
  });

  it.each([
    ['"a"=dword:0000001e', 'REG_DWORD', 30],
    ['"a"="C:\\\\x \\"y\\""', 'REG_SZ', 'C:\\x "y"'],
    ['"a"=hex:01,02', 'REG_BINARY', [1, 2]],
    ['"a"=hex(4):1e,00,00,00', 'REG_DWORD', 30],
    ['"a"=hex(5):00,00,00,1e', 'REG_DWORD_BIG_ENDIAN', 30],
    ['"a"=hex(b):ff,00,00,00,00,00,00,00', 'REG_QWORD', 255],
    ['"a"=hex(2):25,00,61,00,25,00,00,00', 'REG_EXPAND_SZ', '%a%'],
    ['"a"=hex(7):61,00,00,00,62,00,00,00,00,00', 'REG_MULTI_SZ', ['a', 'b']],
    ['"a"=hex(4):1e', 'REG_DWORD', null],
    ['    a    REG_MULTI_SZ    x\\0y', 'REG_MULTI_SZ', ['x', 'y']],
    ['    a    REG_BINARY    00FF', 'REG_BINARY', [0, 255]],
    ['    a    REG_DWORD    x', 'REG_DWORD', null],
  ])('reads the value %s', (line, type, data) => {
    const { keys } = readRegistry(`HKLM\\A\n${line}`.replace(/^HKLM.A\n(?=")/, '[HKLM\\A]\n'));
    expect(keys).toMatchObject([{ path: 'HKEY_LOCAL_MACHINE\\A', values: [{ name: 'a', type, data }] }]);
  });
});

describe('DisabledComponents', () => {
  it.each([
    [null, 0, false],
    [0, 0, false],
    [0x20, 0x20, false],
    [0x01, 1, true],
    [0x08, 8, true],
    ['0x28', 0x28, true],
    ['255', 255, true],
    [-1, 0xffffffff, true],
    ['-1', 0xffffffff, true],
    [0xffffffff, 0xffffffff, true],
    ['all', 'unknown', 'unknown'],
    [1.5, 'unknown', 'unknown'],
    [0x100000000, 'unknown', 'unknown'],
  ])('%s is %s, and whether it keeps Teredo off %s', (value, number, off) => {
    expect(readDisabledComponents(value)).toMatchObject({ value: number, keepsTeredoOff: off });
  });

  it('is taken apart bit by bit', () => {
    const names = [
      'tunnels',
      'sixToFour',
      'isatap',
      'teredo',
      'native',
      'preferIPv4',
      'cp',
      'ipTls',
    ] as const;
    names.forEach((name, bit) => {
      const read = readDisabledComponents(1 << bit);
      expect(names.filter((one) => read[one])).toEqual([name]);
    });
    expect(readDisabledComponents(0xffffffff)).toMatchObject({
      undocumentedBits: 0xffffff00,
      delaysStart: true,
    });
    expect(readDisabledComponents(0xff)).toMatchObject({ undocumentedBits: 0, delaysStart: false });
  });
});

describe('firewall rules', () => {
  it.each([
    ['registry-export.reg', 'allowed', ['CoreNet-Teredo-In', 'CoreNet-Teredo-Out']],
    ['registry-block.txt', 'blocked', ['CoreNet-Teredo-In']],
    ['registry-inactive.txt', 'unknown', ['CoreNet-Teredo-In']],
    ['netsh-en-imagined.txt', 'allowed', [null]],
    ['netsh-de-imagined.txt', 'unknown', [null]],
    ['com-ja.txt', 'unknown', [null]],
    ['powershell.json', 'blocked', ['CoreNet-Teredo-In', 'CoreNet-Teredo-Out']],
    ['powershell-list.txt', 'allowed', ['CoreNet-Teredo-In']],
    ['ids.txt', 'unknown', ['CoreNet-Teredo-In', 'CoreNet-Teredo-Out']],
  ])('of %s say of what comes in: %s', (name, inbound, ids) => {
    const reading = readFirewallRules(fixtureText(`firewall/${name}`));
    expect(reading).toMatchObject({ readable: true, inbound });
    expect(reading.teredoRules.map(({ id }) => id)).toEqual(ids);
  });

  it('are read with their ports, program and edge traversal', () => {
    const { rules } = readFirewallRules(fixtureText('firewall/registry-export.reg'));
    expect(rules[2]).toMatchObject({
      id: '{11111111-2222-3333-4444-555555555555}',
      protocol: 6,
      localPorts: ['80', '443'],
      program: 'C:\\Example\\web.exe',
      edge: 'yes',
      isTeredo: false,
    });
    expect(readFirewallRules(fixtureText('firewall/registry-block.txt')).rules[0]!.edge).toBe('defer-to-app');
    expect(readFirewallRules(fixtureText('firewall/powershell.json')).rules.map(({ edge }) => edge)).toEqual([
      'no',
      'unknown',
    ]);
  });
});

describe('services', () => {
  it.each([
    ['sc-query-en.txt', [{ name: 'iphlpsvc', state: 'running', start: 'unknown' }]],
    ['sc-query-fr.txt', [{ name: 'iphlpsvc', state: 'stopped' }]],
    ['sc-qc-de.txt', [{ name: 'iphlpsvc', state: 'unknown', start: 'disabled' }]],
    ['sc-missing-ru.txt', [{ name: '6to4', state: 'missing', errorCode: 1060 }]],
    ['net-start-already-it.txt', [{ name: 'iphlpsvc', state: 'running', errorCode: 2182 }]],
    ['net-start-done-pl.txt', []],
    [
      'get-service.json',
      [
        { name: 'iphlpsvc', state: 'running', start: 'automatic' },
        { name: '6to4', state: 'stopped', start: 'disabled' },
      ],
    ],
    [
      'get-service-table.txt',
      [
        { name: 'iphlpsvc', state: 'running' },
        { name: '6to4', state: 'stopped' },
      ],
    ],
  ])('are read from %s', (name, services) => {
    const reading = readServices(fixtureText(`services/${name}`));
    expect(reading).toMatchObject({ readable: services.length > 0, services });
  });
});

describe('replies', () => {
  it.each([
    ['ok-en', { kind: 'short', reason: null }],
    ['ok-zhcn', { kind: 'short', reason: null }],
    ['ok-de', { kind: 'short', reason: null }],
    ['ok-imagined-fi', { kind: 'short', reason: null }],
    ['refused-imagined-cs', { kind: 'short', reason: null }],
    ['refused-zhcn', { kind: 'refused', reason: 'parameter' }],
    ['silent', { kind: 'silent', lines: [] }],
    ['reset-partial-en', { kind: 'partial', parts: 8, partsOtherwise: 1, reason: 'access-denied' }],
    ['reset-partial-imagined-fi', { kind: 'partial', parts: 8, partsOtherwise: 2, reason: null }],
    ['reset-done-zhcn', { kind: 'listing', parts: 6, partsOtherwise: 0 }],
    ['sc-denied-tr', { kind: 'refused', reason: 'access-denied', errorCode: 5 }],
  ])('of %s prove nothing', (name, expected) => {
    expect(readReply(fixtureText(`replies/${name}.txt`))).toMatchObject({ ...expected, provesChange: false });
  });
});
