import { describe, expect, it } from 'vitest';
import { explain } from '../../src/index';
import {
  AT,
  explained,
  ipAddr,
  ipconfig,
  key,
  miredo,
  netsh,
  OFFLINE,
  POLICY,
  QUALIFIED,
  SETTINGS,
  sc,
  TCPIP6,
} from './explained-texts';

describe('a contradiction', () => {
  const facts = (...texts: string[]) =>
    explained(...texts).contradictions.map(({ fact, statements }) => [
      fact,
      statements.map(({ says }) => says),
    ]);
  const card = (...addresses: string[]) =>
    `Ethernet adapter x:\n\n${addresses.map((one) => `   Physical . . . . : ${one}\n`).join('\nEthernet adapter y:\n\n')}   IPv4 . . . . . : 192.0.2.7\n`;
  const active = (change: object) =>
    JSON.stringify({
      PolicyStore: 'ActiveStore',
      Type: 2,
      ServerName: 'teredo.example',
      RefreshIntervalSeconds: 30,
      ...change,
    });

  it.each<[string, string[], [string, string[]][]]>([
    ['none', [QUALIFIED, active({}), sc('4  RUNNING')], []],
    [
      'type of netsh and of PowerShell',
      [QUALIFIED, active({ Type: 4 })],
      [['the type of Teredo', ['client', 'disabled']]],
    ],
    [
      'type of netsh and of the policy',
      [QUALIFIED, key(POLICY, 'Teredo_State    REG_SZ    Disabled')],
      [['the type of Teredo', ['client', 'disabled']]],
    ],
    [
      'default is no contradiction',
      [netsh(['default', 'teredo.example', '30 seconds', 'unspecified', 'dormant']), active({})],
      [],
    ],
    ['a stored type is none either', [QUALIFIED, active({ Type: 4, PolicyStore: 'PersistentStore' })], []],
    [
      'server',
      [QUALIFIED, active({ ServerName: 'Other.example.' })],
      [['the Teredo server', ['teredo.example', 'other.example']]],
    ],
    [
      'server of the policy',
      [QUALIFIED, key(POLICY, 'Teredo_ServerName    REG_SZ    policy.example')],
      [['the Teredo server', ['teredo.example', 'policy.example']]],
    ],
    ['a trailing dot is none', [QUALIFIED, active({ ServerName: 'TEREDO.example.' })], []],
    ['state', [QUALIFIED, '{"State":"Offline","Error":"None"}'], [['the state', ['qualified', 'offline']]]],
    ['state in words not known is none', [QUALIFIED, '{"State":"Bereit","Error":"None"}'], []],
    [
      'service',
      [QUALIFIED, sc('1  STOPPED')],
      [['the service', ['the service does not run', 'the client runs']]],
    ],
    [
      'one Windows',
      ['Microsoft Windows [Version 10.0.19045.1]\n', 'Microsoft Windows [Version 10.0.19045.1]\n'],
      [],
    ],
    [
      'two Windows',
      [QUALIFIED, 'Microsoft Windows [Version 10.0.19045.1]\n', 'Microsoft Windows [Version 6.1.7601]\n'],
      [['the version of Windows', ['10.0.19045', '6.1.7601']]],
    ],
    ['two looks at one setting', [QUALIFIED, OFFLINE], []],
    [
      'two looks at two settings',
      [QUALIFIED, netsh(['disabled', 'other.example.', '30 seconds', '3544', 'offline', 'none'])],
      [
        [
          'what is set',
          ['client, server teredo.example, any port', 'disabled, server other.example, UDP port 3544'],
        ],
      ],
    ],
    [
      'two looks without a server, one of them in words not known',
      [
        netsh(['client', 'default', '30 seconds', 'unspecified', 'dormant']),
        netsh(['client', 'xxx.xxx.xxx', '30 seconds', 'unspecified', 'dormant']),
        netsh(['default', 'default', '30 seconds', 'unspecified', 'dormant']),
      ],
      [['what is set', ['client, no server, any port', 'default, no server, any port']]],
    ],
    [
      'one card in two looks',
      [card('02-00-5E-00-00-01'), card('02-00-5E-00-00-02', '02-00-5E-00-00-01')],
      [],
    ],
    [
      'cards of two machines',
      [card('02-00-5E-00-00-01'), card('02-00-5E-00-00-02')],
      [['the network cards', ['02-00-5E-00-00-01', '02-00-5E-00-00-02']]],
    ],
    [
      'cards of two machines that have several',
      [card('02-00-5E-00-00-01', '02-00-5E-00-00-02'), card('02-00-5E-00-00-03')],
      [['the network cards', ['02-00-5E-00-00-01, 02-00-5E-00-00-02', '02-00-5E-00-00-03']]],
    ],
    [
      'two looks, one of them with a type in words not known',
      [
        netsh(['client', 'teredo.example.', '30 seconds', 'unspecified', 'dormant']),
        netsh(['Klient', 'other.example.', '30 seconds', 'unspecified', 'dormant']),
      ],
      [],
    ],
    [
      'a server that is called like an address is none',
      [miredo('192.0.2.9.example'), ipAddr('UP', 1280)],
      [],
    ],
    ['no card in one look', [card('02-00-5E-00-00-01'), card()], []],
    ['a tunnel is no card', [card('02-00-5E-00-00-01'), card('00-00-00-00-00-00-00-E0')], []],
    ['a stopped service of an offline client is none', [OFFLINE, sc('1  STOPPED')], []],
    [
      'outside address',
      [
        netsh([
          ...SETTINGS,
          'qualified',
          'teredo client',
          'unmanaged',
          'restricted',
          'UPNP: No, PortPreserving: No',
          '10.0.0.7:4000',
          '203.0.113.9:4001',
        ]),
        ipconfig('2001:0:c000:201:3023:2df3:34ff:8efb'),
      ],
      [['the outside address', ['203.0.113.4:53772', '203.0.113.9:4001']]],
    ],
    [
      'outside address of the last output that has one',
      [
        netsh([
          ...SETTINGS,
          'qualified',
          'teredo client',
          'unmanaged',
          'restricted',
          'UPNP: No, PortPreserving: No',
          '10.0.0.7:4000',
          '203.0.113.9:4001',
        ]),
        ipconfig('2001:0:c000:201:3023:2df3:34ff:8efb'),
        card('02-00-5E-00-00-01'),
      ],
      [['the outside address', ['203.0.113.4:53772', '203.0.113.9:4001']]],
    ],
    [
      'an address without a mapping is none',
      [
        netsh([
          ...SETTINGS,
          'qualified',
          'teredo client',
          'unmanaged',
          'restricted',
          'UPNP: No, PortPreserving: No',
          '10.0.0.7:4000',
          '203.0.113.9:4001',
        ]),
        ipconfig('2001:0:c000:201:867:7ed:f5f5:a835'),
      ],
      [],
    ],
    [
      'DisabledComponents',
      [
        key(TCPIP6, 'DisabledComponents    REG_DWORD    0x0'),
        key(TCPIP6, 'DisabledComponents    REG_DWORD    0xff'),
      ],
      [['DisabledComponents', ['0x0', '0xff']]],
    ],
    [
      'server of the address',
      [miredo('192.0.2.9'), ipAddr('UP', 1280)],
      [['the server of the Teredo address', ['192.0.2.9', '192.0.2.1']]],
    ],
    ['the same server is none', [miredo('192.0.2.1'), ipAddr('UP', 1280)], []],
    ['a server by name is none', [miredo('teredo.example'), ipAddr('UP', 1280)], []],
    [
      'service of a client that probes',
      [netsh([...SETTINGS, 'probe']), sc('1  STOPPED')],
      [['the service', ['the service does not run', 'the client runs']]],
    ],
    [
      'service of a client that is dormant',
      [netsh([...SETTINGS, 'dormant']), sc('1  STOPPED')],
      [['the service', ['the service does not run', 'the client runs']]],
    ],
    [
      'service that is not there',
      [QUALIFIED, 'C:\\>sc query iphlpsvc\n[SC] EnumQueryServicesStatus:OpenService FAILED 1060:'],
      [['the service', ['the service does not run', 'the client runs']]],
    ],
    [
      'another service that stands is none',
      [QUALIFIED, 'SERVICE_NAME: iphlpsvc2\n        STATE              : 1  STOPPED'],
      [],
    ],
    [
      'another service with a like name is none',
      [QUALIFIED, 'SERVICE_NAME: my6to4\n        STATE              : 1  STOPPED'],
      [],
    ],
    ['a stopped service alone is none', [sc('1  STOPPED')], []],
    [
      'a key without a type of its own says nothing of it, whatever one before it said',
      [
        QUALIFIED,
        key(POLICY, 'Teredo_State    REG_SZ    Client'),
        key(POLICY, 'Teredo_ServerName    REG_SZ    teredo.example'),
      ],
      [],
    ],
    [
      'a key that says a type, though a later one does not',
      [
        QUALIFIED,
        key(POLICY, 'Teredo_State    REG_SZ    Disabled'),
        key(POLICY, 'Teredo_ServerName    REG_SZ    teredo.example'),
      ],
      [['the type of Teredo', ['client', 'disabled']]],
    ],
    [
      'a key that says a server, though a later one does not',
      [
        QUALIFIED,
        key(POLICY, 'Teredo_ServerName    REG_SZ    policy.example'),
        key(POLICY, 'Teredo_State    REG_SZ    Client'),
      ],
      [['the Teredo server', ['teredo.example', 'policy.example']]],
    ],
    [
      'server of an address that another interface does not have',
      [
        miredo('192.0.2.9'),
        ipAddr('UP', 1280),
        '2: eth0: <BROADCAST,UP> mtu 1500\n    inet6 fe80::1/64 scope link',
      ],
      [['the server of the Teredo address', ['192.0.2.9', '192.0.2.1']]],
    ],
  ])('is told: %s', (_name, texts, expected) => expect(facts(...texts)).toEqual(expected));

  it.each([
    [
      'the type',
      [QUALIFIED, active({ Type: 4 })],
      'What is in effect and what is set are told differently. A policy',
    ],
    [
      'the server',
      [QUALIFIED, active({ ServerName: 'other.example' })],
      'The outputs name different servers. They were',
    ],
    [
      'the state',
      [QUALIFIED, '{"State":"Offline","Error":"None"}'],
      'The outputs tell different states. They were',
    ],
    [
      'what is set',
      [QUALIFIED, netsh(['disabled', 'teredo.example.', '30 seconds', 'unspecified', 'offline', 'none'])],
      'The looks show different settings. They were changed in between, or the outputs are of different machines',
    ],
    [
      'the outside address',
      [
        netsh([
          ...SETTINGS,
          'qualified',
          'teredo client',
          'unmanaged',
          'restricted',
          'UPNP: No, PortPreserving: No',
          '10.0.0.7:4000',
          '203.0.113.9:4001',
        ]),
        ipconfig('2001:0:c000:201:3023:2df3:34ff:8efb'),
      ],
      'The Teredo address stands for another outside address than the client names. They were',
    ],
    ['the service', [QUALIFIED, sc('1  STOPPED')], 'A client cannot run without its service. They were'],
    [
      'DisabledComponents',
      [
        key(TCPIP6, 'DisabledComponents    REG_DWORD    0x0'),
        key(TCPIP6, 'DisabledComponents    REG_DWORD    0xff'),
      ],
      'The registry value is told differently. They were',
    ],
    [
      'the server of the address',
      [miredo('192.0.2.9'), ipAddr('UP', 1280)],
      'The address was made with another server than the configuration names: Miredo has not been restarted',
    ],
  ])('says in words what contradicts about %s', (_name, texts, words) =>
    expect(explained(...texts).contradictions.map(({ text }) => text.slice(0, words.length))).toEqual([
      words,
    ]),
  );

  it('names the files', () => {
    const { contradictions } = explain(
      [
        { source: 'state.txt', text: QUALIFIED },
        { source: 'sc.txt', text: sc('1  STOPPED') },
      ],
      AT,
    );
    expect(contradictions[0]?.statements.map(({ from }) => from)).toEqual(['sc.txt', 'state.txt']);
    expect(contradictions[0]?.text).toMatch(/different moments, or on different machines/);
  });
});
