import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeTeredoAddress,
  encodeTeredoAddress,
  explain,
  netshTeredoFacts,
  readNetshTeredo,
  type TeredoAddress,
} from '../../src/index';
import { fixtureNames, fixtureText, NETSH_FIXTURES, PLAIN_NETSH_FIXTURES } from '../support/fixture-files';

const AT = 1_000_000;
const explained = (...texts: string[]) =>
  explain(
    texts.map((text) => ({ source: null, text })),
    AT,
  );
const ofFiles = (...paths: string[]) =>
  explain(
    paths.map((path) => ({ source: path, text: fixtureText(path) })),
    AT,
  );
const codes = (...texts: string[]) => explained(...texts).diagnoses.map(({ code }) => code);
const questions = (...texts: string[]) => explained(...texts).questions.map(({ how }) => how);

const netsh = (lines: string[]) => `Teredo\n-----\n${lines.map((value) => `x : ${value}`).join('\n')}\n`;
const SETTINGS = ['client', 'teredo.example', '30 seconds', 'unspecified'];
const OFFLINE = netsh([...SETTINGS, 'offline', 'none']);
const QUALIFIED = netsh([...SETTINGS, 'qualified', 'teredo client', 'unmanaged', 'restricted']);
const OFF = netsh(['disabled', 'teredo.example', '30 seconds', 'unspecified', 'offline', 'none']);
const key = (path: string, ...values: string[]) =>
  `HKEY_LOCAL_MACHINE\\${path}\n${values.map((value) => `    ${value}\n`).join('')}\n`;
const POLICY = 'SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition';
const TCPIP6 = 'SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters';
const LOCAL = 'SYSTEM\\CurrentControlSet\\Services\\iphlpsvc\\Teredo';
const WINDOWS_10 = 'Microsoft Windows [Version 10.0.19045.4046]\n';
const ipconfig = (address: string) =>
  `Tunnel adapter Teredo Tunneling Pseudo-Interface:\n\n   IPv6 . . . . . : ${address}\n`;
const sc = (state: string) => `SERVICE_NAME: iphlpsvc\n        STATE              : ${state}\n`;
const miredo = (server: string) => `InterfaceName teredo\nServerAddress ${server}\n`;
const ipAddr = (up: string, mtu: number) =>
  `9: teredo: <${up}> mtu ${mtu} qdisc x\n    inet6 2001:0:c000:201:1410:7050:34ff:8ee8/32 scope global\n`;

describe('the facts of show state', () => {
  it.each(NETSH_FIXTURES)('in $name are those of its newest output', ({ text, expected }) => {
    expect(explained(text).teredo).toEqual(expected.at(-1));
  });

  it('are none where no such output is', () => {
    expect(ofFiles('ipconfig/de-short.txt').teredo).toBeNull();
  });

  it('stay as they are when every label is another text', () => {
    const label = fc.string({ unit: fc.constantFrom(...'abcABC xyzäöпривет日本語-/'), maxLength: 24 });
    fc.assert(
      fc.property(
        fc.constantFrom(...PLAIN_NETSH_FIXTURES),
        fc.array(label, { minLength: 12, maxLength: 12 }),
        ({ text }, labels) => {
          const renamed = text
            .split('\n')
            .map((line, index) => line.replace(/^[^:\uff1a]*(?=[:\uff1a])/, `${labels[index % 12]} `))
            .join('\n');
          const before = explained(text);
          const after = explained(renamed);
          expect(after.teredo).toEqual(netshTeredoFacts(readNetshTeredo(text)));
          expect({ ...after.observation, evidence: [] }).toEqual({ ...before.observation, evidence: [] });
          expect(after.diagnoses).toEqual(before.diagnoses);
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('labels of other outputs', () => {
  it('of ipconfig tell nothing', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcxyzäöпривет日本語'), minLength: 1, maxLength: 12 });
    const names = fixtureNames('ipconfig').filter((name) =>
      /-all-qualified|flags-zero|private-client/.test(name),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.array(word, { minLength: 5, maxLength: 5 }),
        (name, words) => {
          const text = fixtureText(`ipconfig/${name}`);
          const renamed = text
            .split('\n')
            .map((line, index) => line.replace(/^( +)[^:]*?(?=[ .]*\. *:|\.:)/, `$1${words[index % 5]} `))
            .join('\n');
          expect({ ...explained(renamed).observation, evidence: [] }).toEqual({
            ...explained(text).observation,
            evidence: [],
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of sc tell nothing', () => {
    const text = fixtureText('services/sc-query-en.txt');
    const renamed = text.replace(/^ +[A-Z_]+ +:/gm, '        日本語 :').replace('SERVICE_NAME', 'Dienst');
    expect(explained(renamed).observation?.service).toEqual(explained(text).observation?.service);
  });
});

describe('a Teredo address', () => {
  const rows = (
    JSON.parse(fixtureText('addresses/teredo-addresses.json')) as {
      teredo: { text: string; decoded: TeredoAddress }[];
    }
  ).teredo;
  it.each(rows)('$text has the parts that are written down', ({ text, decoded }) => {
    expect(explained(text).addresses.map(({ parts }) => parts)).toEqual([
      {
        address: decoded.address,
        server: decoded.server,
        flags: decoded.flags.raw,
        cone: decoded.flags.cone,
        udpPort: decoded.udpPort,
        clientIPv4: decoded.clientIPv4,
      },
    ]);
  });

  it('put together from its parts is the same again, through the whole of explain', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(
        fc.constantFrom('2001:0', '3ffe:831f'),
        fc.ipV4(),
        group,
        group,
        fc.ipV4(),
        (prefix, server, flags, udpPort, clientIPv4) => {
          const address = encodeTeredoAddress({
            prefix: prefix as '2001:0',
            server,
            flags: { raw: flags },
            udpPort,
            clientIPv4,
          })!;
          const { parts, decoded } = explained(address).addresses[0]!;
          const cone = flags >= 0x8000;
          expect(parts).toEqual({ address, server, flags, cone, udpPort, clientIPv4 });
          expect(encodeTeredoAddress(decoded)).toBe(address);
          expect(decodeTeredoAddress(parts.address)).toEqual(decoded);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is found in every output that shows one, those given alone first, each once', () => {
    const alone = '2001:0:c000:201:0:f227:34ff:8eee';
    const { addresses } = explained(
      ipconfig('2001:0:c000:201:3023:2df3:34ff:8efb'),
      fixtureText('netsh-ipv6/addresses-en.txt'),
      fixtureText('miredo/log-fr.txt'),
      fixtureText('miredo/ip-addr-several-stale.txt'),
      fixtureText('miredo/ifconfig-bsd.txt'),
      alone,
    );
    expect(addresses.map(({ parts }) => parts.address)).toEqual([
      alone,
      '2001:0:c000:201:3023:2df3:34ff:8efb',
      '2001:0:c000:201:1410:7050:34ff:8ee8',
      '2001:0:c000:202:3023:2df3:34ff:8efb',
      '2001:0:c000:203:6:6532:34ff:8eea',
    ]);
  });

  it('alone speaks of no machine', () => {
    expect(explained('2001:0:c000:201:1410:7050:34ff:8ee8')).toMatchObject({
      understood: true,
      observation: null,
      decision: null,
      diagnoses: [],
      note: null,
      questions: [],
    });
  });
});

describe('one observation', () => {
  it('is made of all outputs of a Windows machine', () => {
    expect(ofFiles('console/cmd-session-de.txt').observation).toMatchObject({
      os: { family: 'windows', name: 'Windows 10 or Server', version: '10.0.19045', servicePack: null },
      elevated: 'unknown',
      domainJoined: 'unknown',
      ipv6: { installed: true, disabledComponents: 0, nativeGlobalAddress: 'unknown' },
      configured: { at: AT, type: 'client', serverName: 'teredo.example', refreshIntervalSeconds: 30 },
      effective: { at: AT, state: 'offline', error: 'none', address: null },
      reachable: { at: AT, verdict: 'unknown', probe: null, ping: null },
      firewall: {
        at: AT,
        on: 'unknown',
        teredoException: 'unknown',
        exceptionPort: null,
        edgeTraversal: 'unknown',
      },
      service: { name: 'iphlpsvc', state: 'stopped' },
    });
  });

  it('is made of several files as it is of one paste of them', () => {
    const parts = [
      WINDOWS_10,
      QUALIFIED,
      ipconfig('2001:0:c000:201:3023:2df3:34ff:8efb'),
      key(POLICY, 'Teredo_State    REG_SZ    Client'),
    ];
    const pasted = explained(parts.join('\n'));
    const given = explained(...parts);
    expect({ ...given.observation, evidence: [] }).toEqual({ ...pasted.observation, evidence: [] });
    expect(given.diagnoses).toEqual(pasted.diagnoses);
    expect(given.decision).toEqual(pasted.decision);
  });

  it('keeps each output as evidence, by file or by what it is', () => {
    expect(ofFiles('netsh/de-dormant.txt', 'ipconfig/de-short.txt').observation?.evidence).toMatchObject([
      { source: 'netsh/de-dormant.txt', truncated: false },
      { source: 'ipconfig/de-short.txt' },
    ]);
    expect(explained(OFFLINE).observation?.evidence).toMatchObject([
      { source: 'The state of Teredo (netsh interface teredo show state)' },
    ]);
  });

  it.each([
    ['5.1.2600', 'Windows XP', '6to4'],
    ['5.2.3790', 'Windows Server 2003 or XP x64', '6to4'],
    ['6.0.6002', 'Windows Vista or Server 2008', 'iphlpsvc'],
    ['6.1.7601', 'Windows 7 or Server 2008 R2', 'iphlpsvc'],
    ['6.2.9200', 'Windows 8 or Server 2012', 'iphlpsvc'],
    ['6.3.9600', 'Windows 8.1 or Server 2012 R2', 'iphlpsvc'],
    ['10.0.19045', 'Windows 10 or Server', 'iphlpsvc'],
    ['10.0.22000', 'Windows 11 or Server', 'iphlpsvc'],
    ['4.0.1381', 'Windows 4.0.1381', 'iphlpsvc'],
  ])('of version %s is of %s', (version, name, service) => {
    const { os, service: facts } = explained(`Microsoft Windows [x ${version}]`).observation!;
    expect([os.name, os.version, facts.name]).toEqual([name, version, service]);
  });

  it('of an unnamed Windows has no version', () => {
    expect(explained(OFFLINE).observation?.os).toMatchObject({ name: 'Windows', version: '' });
  });

  it.each([
    [[sc('4  RUNNING')], 'running'],
    [[sc('1  STOPPED')], 'stopped'],
    [[sc('2  START_PENDING')], 'unknown'],
    [[fixtureText('services/sc-qc-de.txt')], 'disabled'],
    [['C:\\>sc query iphlpsvc\n[SC] X 1060:\n'], 'missing'],
    [['C:\\>sc query 6to4\n[SC] X 1060:\n'], 'missing'],
    [['C:\\>sc query spooler\n[SC] X 1060:\n'], 'unknown'],
    [[sc('1  STOPPED'), 'C:\\>sc start iphlpsvc\n[SC] X 1056:\n'], 'running'],
    [[key('SYSTEM\\CurrentControlSet\\Services\\iphlpsvc', 'Start    REG_DWORD    0x4')], 'disabled'],
    [[key('SYSTEM\\CurrentControlSet\\Services\\iphlpsvc', 'Start    REG_DWORD    0x2')], 'unknown'],
    [
      [key('SYSTEM\\CurrentControlSet\\Services\\iphlpsvc', 'Start    REG_DWORD    0x4'), sc('4  RUNNING')],
      'running',
    ],
  ])('%# takes the last clear word on the service', (texts, state) => {
    expect(explained(...texts).observation?.service.state).toBe(state);
  });

  it.each([
    ['firewall/registry-block.txt', false, 'unknown'],
    ['firewall/registry-export.reg', true, false],
    ['firewall/powershell-list.txt', true, 'unknown'],
    ['firewall/powershell.json', false, false],
    ['firewall/ids.txt', 'unknown', 'unknown'],
  ])('takes from %s whether Teredo may come in', (path, teredoException, edgeTraversal) => {
    expect(ofFiles(path).observation?.firewall).toMatchObject({
      teredoException,
      edgeTraversal,
      exceptionPort: null,
      on: 'unknown',
      setBy: 'unknown',
    });
  });

  it('takes an open port and edge traversal from a rule', () => {
    const rule =
      '"CoreNet-Teredo-In"="v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=3544|Edge=TRUE|"';
    expect(explained(rule).observation?.firewall).toMatchObject({ exceptionPort: 3544, edgeTraversal: true });
  });

  it.each([
    [{ type: 4 }, 'disabled'],
    [{ type: 6 }, 'enterpriseclient'],
  ])('takes PowerShell for netsh where only that was given', ({ type }, expected) => {
    const text = JSON.stringify({
      PolicyStore: 'ActiveStore',
      Type: type,
      ServerName: 'teredo.example.',
      RefreshIntervalSeconds: 45,
      ClientPort: 3545,
    });
    const { configured, effective } = explained(text, '{"State":"Offline","Error":"None"}').observation!;
    expect(configured).toMatchObject({
      type: expected,
      serverName: 'teredo.example',
      refreshIntervalSeconds: 45,
      clientPort: 3545,
    });
    expect(effective).toMatchObject({ type: expected, state: 'offline' });
  });

  it('takes netsh before PowerShell, and what is in effect before what is stored', () => {
    const stores = fixtureText('powershell/configuration-stores.json');
    expect(explained(stores).observation?.configured.type).toBe('enterpriseclient');
    expect(explained(stores).observation?.sources?.local).toMatchObject({
      type: 'disabled',
      refreshIntervalSeconds: 60,
      clientPort: 3545,
    });
    expect(explained(stores, OFFLINE).observation?.configured.type).toBe('client');
  });

  it('takes what is set on the machine where nothing says what is in effect', () => {
    const local = explained(key(LOCAL, 'Type    REG_DWORD    0x4', 'ServerName    REG_SZ    teredo.example'))
      .observation!;
    expect(local.configured).toMatchObject({ type: 'disabled', serverName: 'teredo.example' });
    expect(local.sources?.local).toMatchObject({
      type: 'disabled',
      serverName: 'teredo.example',
      clientPort: 'unknown',
    });
    expect(explained(key(LOCAL, 'Other    REG_SZ    x')).observation?.configured.type).toBe('unknown');
  });

  it('takes a policy from its key, and knows a key without values', () => {
    const ruled = explained(
      OFF,
      key(
        POLICY,
        'Teredo_State    REG_SZ    Enterprise Client',
        'Teredo_ServerName    REG_SZ    policy.example',
        'Teredo_RefreshRate    REG_DWORD    0x2d',
        'Teredo_ClientPort    REG_DWORD    0x0',
      ),
    ).observation!;
    expect(ruled.configured).toMatchObject({
      type: 'enterpriseclient',
      typeSetBy: 'group-policy',
      serverName: 'policy.example',
    });
    expect(ruled.sources?.policy).toEqual({
      type: 'enterpriseclient',
      serverName: 'policy.example',
      refreshIntervalSeconds: 45,
      clientPort: 0,
    });
    expect(explained(OFF, key(POLICY, 'Other    REG_SZ    x')).observation?.sources?.policy.type).toBeNull();
    expect(explained(OFF).observation?.sources?.policy.type).toBeNull();
  });

  it('takes addresses of ipconfig first, then those of netsh', () => {
    const shown = fixtureText('netsh-ipv6/addresses-en.txt');
    expect(explained(shown).observation).toMatchObject({
      ipv6: { installed: true, nativeGlobalAddress: '2001:db8::5' },
      effective: { address: '2001:0:c000:201:3023:2df3:34ff:8efb' },
    });
    const both = explained(shown, ipconfig('2001:0:c000:201:0:f227:34ff:8eee')).observation!;
    expect(both.effective.address).toBe('2001:0:c000:201:0:f227:34ff:8eee');
    expect(both.ipv6.nativeGlobalAddress).toBeNull();
  });

  it.each(['netsh-ipv6/interfaces-en.txt', 'netsh-ipv6/routes-en.txt'])(
    'knows from %s that IPv6 is there',
    (path) => {
      expect(ofFiles(path).observation?.ipv6.installed).toBe(true);
      expect(ofFiles('services/sc-query-en.txt').observation?.ipv6.installed).toBe('unknown');
    },
  );

  it('is made of all outputs of a Linux machine', () => {
    expect(ofFiles('console/linux-session.txt').observation).toMatchObject({
      os: { family: 'linux', name: 'Debian GNU/Linux 12 (bookworm)', version: '12' },
      configured: { type: 'client', typeSetBy: 'local', serverName: '192.0.2.9' },
      effective: { state: 'qualified', address: '2001:0:c000:201:1410:7050:34ff:8ee8' },
      ipv6: { installed: 'unknown', nativeGlobalAddress: null },
      service: { name: 'miredo', state: 'running' },
    });
  });

  it.each([
    [[miredo('teredo.example')], { type: 'unknown' }, 'unknown'],
    [[ipAddr('UP', 1280)], { type: 'unknown' }, 'running'],
    [[ipAddr('UP', 1500)], { type: 'unknown' }, 'unknown'],
    [[ipAddr('DOWN', 1280)], { type: 'unknown' }, 'unknown'],
    [[miredo('teredo.example'), ipAddr('UP', 1280)], { type: 'client' }, 'running'],
    [['ID=debian'], { type: 'unknown', serverName: 'unknown' }, 'unknown'],
  ])('%# of Linux says no more than is known', (texts, configured, service) => {
    const { observation } = explained(...texts);
    expect(observation?.configured).toMatchObject(configured);
    expect(observation?.service.state).toBe(service);
  });

  it('is made of the newest look, and the diagnosis of all', () => {
    const { observation, teredo } = explained(OFFLINE, QUALIFIED);
    expect(observation?.effective.state).toBe('qualified');
    expect(teredo?.state).toBe('qualified');
    const flaps = [OFFLINE, QUALIFIED, OFFLINE, QUALIFIED, OFFLINE];
    expect(codes(...flaps)).toContain('flapping');
    expect(codes(flaps.join('\nC:\\>netsh\n'))).toContain('flapping');
    expect(codes(QUALIFIED)).not.toContain('flapping');
  });

  it('is of one system: outputs of another are said not to fit', () => {
    const mixed = explained(QUALIFIED, ipAddr('UP', 1280));
    expect(mixed.observation).toMatchObject({ os: { family: 'windows' }, effective: { address: null } });
    expect(mixed.contradictions.map(({ fact }) => fact)).toEqual(['the system']);
    expect(explained(ipAddr('UP', 1280), QUALIFIED)).toMatchObject({
      observation: { os: { family: 'linux' } },
      teredo: null,
    });
  });
});

describe('a contradiction', () => {
  const facts = (...texts: string[]) =>
    explained(...texts).contradictions.map(({ fact, statements }) => [
      fact,
      statements.map(({ says }) => says),
    ]);
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
  ])('is told: %s', (_name, texts, expected) => expect(facts(...texts)).toEqual(expected));

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

describe('who decides', () => {
  it.each<[string[], string | null]>([
    [[OFF, key(TCPIP6, 'DisabledComponents    REG_DWORD    0x8')], 'disabled-components'],
    [[key(TCPIP6, 'DisabledComponents    REG_DWORD    0x1')], 'disabled-components'],
    [[netsh(['client (Group Policy)', ...SETTINGS.slice(1), 'dormant'])], 'group-policy'],
    [
      [OFF, key(POLICY, 'Teredo_State    REG_SZ    Disabled'), key(TCPIP6, 'A    REG_SZ    b')],
      'group-policy',
    ],
    [[OFF, WINDOWS_10, key(TCPIP6, 'A    REG_SZ    b'), key(LOCAL, 'Type    REG_DWORD    0x4')], 'local'],
    [[OFF], 'unknown'],
    [[ipconfig('fe80::1')], null],
    [[sc('4  RUNNING')], null],
  ])('%# is %s', (texts, expected) => {
    expect(explained(...texts).decision?.type.decidedBy ?? null).toBe(expected);
  });
});

describe('the diagnosis', () => {
  it.each<[string, string[], string[]]>([
    ['a managed network', [fixtureText('netsh/zhcn-offline-managed-network.txt')], ['managed-network']],
    ['a tunnel adapter', [fixtureText('netsh/zhcn-offline-tunnel-adapter.txt')], ['tunnel-adapter-missing']],
    ['a stopped service', [OFFLINE, sc('1  STOPPED')], ['service-stopped']],
    ['a private client address', [ipconfig('2001:0:c000:201:867:7ed:f5f5:a835')], ['private-client-address']],
  ])('of %s is given', (_name, texts, expected) => {
    for (const code of expected) expect(codes(...texts)).toContain(code);
  });

  it('is not that an answer could not be read where none was given', () => {
    expect(codes(ipconfig('fe80::1'))).toEqual([]);
    expect(codes(ipAddr('UP', 1280))).not.toContain('unreadable');
    expect(codes(fixtureText('netsh/de-all-words-translated.txt'))).toContain('unreadable');
    expect(codes(key(POLICY, 'Teredo_State    REG_SZ    Seltsam'))).toContain('unreadable');
    expect(codes(miredo('teredo.example'))).toContain('unreadable');
  });

  it('is not that the service is silent where the client was not asked', () => {
    expect(codes(key(LOCAL, 'Type    REG_DWORD    0x2'))).not.toContain('service-silent');
    expect(codes(fixtureText('netsh/en-four-lines.txt'))).toContain('service-silent');
  });

  it('never is that nothing was tested, since a text can prove nothing', () => {
    expect(codes(QUALIFIED)).toEqual(['qualified']);
  });

  it('gives way to a note where there is none', () => {
    expect(explained(ipconfig('fe80::1')).note).toMatch(/too little for a diagnosis/);
    expect(explained(QUALIFIED).note).toBeNull();
    expect(explained('Ok.').note).toBeNull();
  });
});

describe('what to run next', () => {
  it('is the state where nothing says how Teredo is set', () => {
    expect(questions(sc('4  RUNNING'))).toEqual(['netsh interface teredo show state']);
    expect(questions(ipconfig('fe80::1'))).toEqual(['netsh interface teredo show state']);
  });

  it.each([
    [fixtureText('ipconfig/en-xp-not-qualified.txt')],
    [fixtureText('registry/xp.reg')],
    ['C:\\>sc query 6to4\n        x : 4  RUNNING\n'],
  ])('%# is the command of Windows XP where an output is of that', (text) => {
    expect(questions(text)[0]).toBe('netsh interface ipv6 show teredo');
  });

  it('goes by the version where it is given, and by the spelling of XP', () => {
    expect(questions(fixtureText('ipconfig/en-xp-not-qualified.txt'), WINDOWS_10)[0]).toBe(
      'netsh interface teredo show state',
    );
    const probing = netsh([...SETTINGS, 'probe(cone)']);
    expect(questions(probing)).toContain('reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\6to4\\Teredo');
    expect(questions(netsh([...SETTINGS, 'probe (primary server)']))).not.toContain(
      'reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\6to4\\Teredo',
    );
  });

  it('is on Linux the state and the configuration', () => {
    expect(questions('ID=debian')).toEqual([
      'systemctl status miredo; ip -6 addr',
      'sudo cat /etc/miredo/miredo.conf',
    ]);
  });

  it('is not the version again where that was given', () => {
    expect(explained(OFFLINE).questions.map(({ code }) => code)).toContain('windows-version');
    expect(explained(OFFLINE, WINDOWS_10).questions.map(({ code }) => code)).not.toContain('windows-version');
  });

  it('is each fact once, and nothing that only an agent can learn', () => {
    const asked = explained(netsh([...SETTINGS, 'probe (primary server)'])).questions;
    const names = asked.map(({ code }) => code);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('own-probe');
    expect(names).not.toContain('peer-ping');
    expect(asked.find(({ code }) => code === 'later-look')?.how).toMatch(/once more after a minute/);
    expect(
      explained(fixtureText('netsh/zhcn-offline-primary-server-unreachable.txt')).questions.map(
        ({ code }) => code,
      ),
    ).not.toContain('own-probe');
  });

  it('is nothing more where everything is known', () => {
    expect(ofFiles('console/batch-without-prompts-fr.txt').questions).toEqual([]);
  });
});

describe('what was not understood', () => {
  it('is said, alone', () => {
    expect(ofFiles('console/nothing-of-teredo.txt')).toMatchObject({
      understood: false,
      outputs: [{ kind: 'not-understood', line: 1, command: null, facts: [] }],
      observation: null,
    });
    expect(explained('')).toMatchObject({ understood: false, outputs: [] });
  });

  it('is left out where a person wrote around outputs, and named where a command was asked', () => {
    const around = explained(`Hello\n\nC:\\>netsh int ter show state\n${OFFLINE}\nC:\\>whoami\nann\n`);
    expect(around.outputs.map(({ kind, command }) => [kind, command])).toEqual([
      ['netsh-teredo', 'netsh int ter show state'],
      ['not-understood', 'whoami'],
    ]);
    expect(explained(OFFLINE, 'What is this').outputs.map(({ kind }) => kind)).toEqual([
      'netsh-teredo',
      'not-understood',
    ]);
    expect(explained(`${OFFLINE}\nC:\\>\nWhat now`).outputs.map(({ kind }) => kind)).toEqual([
      'netsh-teredo',
    ]);
  });
});
