import { describe, expect, it } from 'vitest';
import { readFirewallRules } from '../../src/index';

const rulesOf = (text: string) => readFirewallRules(text).rules;
const inRegistry = (rest: string) => rulesOf(`"CoreNet-Teredo-In"="v2.30|${rest}|"\n`)[0];
const inJson = (object: object) =>
  rulesOf(JSON.stringify({ InstanceID: 'CoreNet-Teredo-In', LocalPort: 'Teredo', ...object }))[0];
const netsh = (...values: string[]) =>
  `Name:      Teredo\n${'-'.repeat(40)}\n${values.map((value) => `Label:   ${value}`).join('\n')}\n`;

describe('a rule string of the registry', () => {
  it('says all that it names, and what it does not name is off', () => {
    expect(
      inRegistry(
        'Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=Teredo|App=%SystemRoot%\\\\system32\\\\svchost.exe|Svc=iphlpsvc|Name=@FirewallAPI.dll,-25326|Edge=TRUE',
      ),
    ).toEqual({
      id: 'CoreNet-Teredo-In',
      displayName: '@FirewallAPI.dll,-25326',
      profiles: null,
      enabled: true,
      action: 'allow',
      direction: 'in',
      protocol: 17,
      remoteAddresses: null,
      localPorts: ['Teredo'],
      program: '%SystemRoot%\\system32\\svchost.exe',
      service: 'iphlpsvc',
      edge: 'yes',
      source: 'registry',
      isTeredo: true,
      raw: expect.stringContaining('v2.30|Action=Allow'),
    });
    expect(inRegistry('Action=Block|Active=FALSE|Dir=Out')).toMatchObject({
      enabled: false,
      action: 'block',
      direction: 'out',
      protocol: 'any',
      localPorts: null,
      program: null,
      service: null,
      edge: 'no',
    });
    expect(inRegistry('x')).toMatchObject({
      enabled: null,
      action: null,
      direction: null,
      displayName: null,
    });
  });

  it.each([
    ['Defer=App', 'defer-to-app'],
    ['Defer=User', 'defer-to-user'],
    ['Edge=TRUE|Defer=App', 'defer-to-app'],
    ['Edge=true', 'yes'],
    ['Edge=FALSE', 'no'],
  ])('with %s has the edge %s', (pair, edge) => {
    expect(inRegistry(pair)).toMatchObject({ edge });
  });

  it.each([
    ['LPort=80|LPort=443', ['80', '443']],
    ['LPort2_10=5000-5010', ['5000-5010']],
    ['RPort=80', null],
  ])('with %s has the ports %j', (pairs, ports) => {
    expect(inRegistry(pairs)).toMatchObject({ localPorts: ports });
  });

  it('has the id before it, as an export and as reg query print it', () => {
    const id = (line: string) => rulesOf(line)[0]?.id;
    expect(id('"{11111111-2222}"="v2.10|Action=Allow|"')).toBe('{11111111-2222}');
    expect(id('    CoreNet-Teredo-Out    REG_SZ    v2.30|Action=Allow|')).toBe('CoreNet-Teredo-Out');
    expect(id('v2.30|Action=Allow|')).toBeNull();
  });
});

describe('a rule of PowerShell or COM', () => {
  it.each([
    [{ Enabled: 1 }, { enabled: true }],
    [{ Enabled: 2 }, { enabled: false }],
    [{ Enabled: '1' }, { enabled: true }],
    [{ Enabled: 'True' }, { enabled: true }],
    [{ Enabled: 'No' }, { enabled: false }],
    [{ Enabled: -1 }, { enabled: true }],
    [{ Enabled: 0 }, { enabled: false }],
    [{ Enabled: 'Ja' }, { enabled: 'unknown' }],
    [{ Enabled: null }, { enabled: null }],
    [{ Enabled: '' }, { enabled: null }],
    [{ Action: 2 }, { action: 'allow' }],
    [{ Action: 3 }, { action: 'allow' }],
    [{ Action: 1 }, { action: 'allow' }],
    [{ Action: '4' }, { action: 'block' }],
    [{ Action: 0 }, { action: 'block' }],
    [{ Action: 'Bypass' }, { action: 'allow' }],
    [{ Action: 'AllowBypass' }, { action: 'allow' }],
    [{ Action: 'Block' }, { action: 'block' }],
    [{ Action: 5 }, { action: 'unknown' }],
    [{ Direction: 1 }, { direction: 'in' }],
    [{ Direction: '2' }, { direction: 'out' }],
    [{ Direction: 'Inbound' }, { direction: 'in' }],
    [{ Direction: 'Outbound' }, { direction: 'out' }],
    [{ Direction: 'x' }, { direction: 'unknown' }],
    [{ Protocol: 'UDP' }, { protocol: 17 }],
    [{ Protocol: 'tcp' }, { protocol: 6 }],
    [{ Protocol: 'ICMPv4' }, { protocol: 1 }],
    [{ Protocol: 'ICMPv6' }, { protocol: 58 }],
    [{ Protocol: 'Any' }, { protocol: 'any' }],
    [{ Protocol: 41 }, { protocol: 41 }],
    [{ Protocol: '1234' }, { protocol: 'unknown' }],
    [{ EdgeTraversalPolicy: 'Block' }, { edge: 'no' }],
    [{ EdgeTraversalPolicy: 'Allow' }, { edge: 'yes' }],
    [{ EdgeTraversalPolicy: 'DeferToApp' }, { edge: 'defer-to-app' }],
    [{ EdgeTraversalPolicy: 'DeferToUser' }, { edge: 'defer-to-user' }],
    [{ EdgeTraversalPolicy: 'x' }, { edge: 'unknown' }],
    [{ EdgeTraversal: true }, { edge: 'yes' }],
    [{ EdgeTraversal: false }, { edge: 'no' }],
    [
      { Program: 'a.exe', Service: 'b' },
      { program: 'a.exe', service: 'b' },
    ],
    [
      { ApplicationName: ' a.exe ', ServiceName: 'b' },
      { program: 'a.exe', service: 'b' },
    ],
    [{ DisplayName: 'A name' }, { displayName: 'A name' }],
    [{ ElementName: 'A name' }, { displayName: 'A name' }],
  ])('with %j says %j', (object, expected) => {
    expect(inJson({ Enabled: 1, ...object })).toMatchObject({ id: 'CoreNet-Teredo-In', ...expected });
  });

  it.each([
    ['Teredo', ['Teredo'], true],
    ['80, 443,', ['80', '443'], false],
    [['80', 443, null], ['80', '443'], false],
    [3544, ['3544'], false],
    ['', null, false],
  ])('with the ports %j has %j, for Teredo: %s', (port, localPorts, isTeredo) => {
    const [rule] = rulesOf(JSON.stringify({ InstanceID: 'x-y', Enabled: 1, LocalPort: port }));
    expect(rule).toMatchObject({ localPorts, isTeredo });
    expect(rulesOf(JSON.stringify({ Name: 'A name', Enabled: true, LocalPorts: port }))[0]).toMatchObject({
      id: null,
      displayName: 'A name',
      localPorts,
    });
  });

  it.each([
    ['CoreNet-Teredo-In', true],
    ['corenet-teredo-out', true],
    ['CoreNet-Teredo-In-Copy', true],
    ['CoreNet-Teredo-Inn', false],
    ['xCoreNet-Teredo-In', false],
    ['CoreNet-Teredo', false],
  ])('of the id %s is for Teredo: %s', (id, isTeredo) => {
    expect(rulesOf(JSON.stringify({ InstanceID: id, Enabled: 1, Action: 2 }))[0]).toMatchObject({
      id,
      isTeredo,
    });
  });

  it.each([
    { Name: 'x' },
    { Enabled: 1 },
    { Name: 'x', Enabled: 1 },
    { Protocol: 17, Action: 2, Enabled: 1 },
  ])('%j is none', (object) => {
    expect(rulesOf(JSON.stringify(object))).toEqual([]);
  });

  it('in a table is cut at its columns', () => {
    const text =
      'Name                  Enabled Action LocalPort\n----                  ------- ------ ---------\nCoreNet-Teredo-In     True    Allow  Teredo\nCoreNet-Teredo-Out    True           Teredo\n';
    expect(rulesOf(text)).toMatchObject([
      { id: 'CoreNet-Teredo-In', enabled: true, action: 'allow', localPorts: ['Teredo'], source: 'listing' },
      { id: 'CoreNet-Teredo-Out', enabled: true, action: null, localPorts: ['Teredo'] },
    ]);
  });

  it('in a row of ids is only there', () => {
    expect(rulesOf('CoreNet-Teredo-In   Core Networking\nCoreNet-Teredo-Out\n')).toMatchObject([
      { id: 'CoreNet-Teredo-In', displayName: 'Core Networking', enabled: null },
      { id: 'CoreNet-Teredo-Out', displayName: null },
    ]);
    expect(rulesOf('Core Networking\nCoreNet\n')).toEqual([]);
  });
});

describe('a rule of netsh', () => {
  it('is read by place', () => {
    expect(
      rulesOf(
        netsh('Yes', 'In', 'Domain', 'Any', 'Any', 'UDP', 'Teredo', 'Any', 'Defer to application', 'Allow'),
      ),
    ).toMatchObject([
      {
        id: null,
        displayName: 'Teredo',
        enabled: true,
        direction: 'in',
        protocol: 17,
        localPorts: ['Teredo'],
        edge: 'defer-to-app',
        action: 'allow',
        source: 'netsh',
        isTeredo: true,
      },
    ]);
  });

  it('in words that are not known is there, with its port', () => {
    expect(rulesOf(netsh('Ja', 'Eingehend', 'x', 'UDP', 'Teredo', 'Nein', 'Zulassen'))).toMatchObject([
      {
        enabled: 'unknown',
        direction: 'unknown',
        protocol: 17,
        isTeredo: true,
        edge: 'unknown',
        action: 'unknown',
      },
    ]);
  });

  it('has at least five values, ends at an empty line, and has no port without a transport', () => {
    expect(rulesOf(netsh('Yes', 'In', 'Allow'))).toEqual([]);
    expect(rulesOf(`${netsh('Yes', 'In', 'No')}\nLabel: Allow\n`)).toEqual([]);
    expect(rulesOf(netsh('Yes', 'In', '1', 'Teredo', 'No', 'Allow'))[0]).toMatchObject({
      protocol: 1,
      localPorts: null,
    });
  });

  it('is one of several', () => {
    const one = netsh('Yes', 'In', 'UDP', 'Teredo', 'No', 'Allow');
    expect(rulesOf(`${one}\n${one.replace('In', 'Out')}`)).toMatchObject([
      { direction: 'in' },
      { direction: 'out' },
    ]);
  });
});

describe('the rows of a rule of netsh', () => {
  const RULED = '-'.repeat(70);
  const BODY = ['a: Yes', 'b: In', 'c: Domain', 'd: UDP', 'e: Teredo', 'f: No', 'g: Allow'];
  const of = (heading: string, ruled: string, ...body: string[]) =>
    readFirewallRules([heading, ruled, ...body].join('\n')).rules.filter(({ source }) => source === 'netsh');

  it.each([RULED, '-'.repeat(10), `  ${RULED}  `, '-'.repeat(200)])(
    'stand under a ruled line: %j',
    (ruled) => {
      expect(of('Rule: T', ruled, ...BODY)).toMatchObject([{ displayName: 'T', action: 'allow' }]);
    },
  );

  it.each(['-'.repeat(9), `x${RULED}`, `${RULED}x`, `${RULED} x`, '', '-'.repeat(201)])(
    'do not under %j',
    (ruled) => {
      expect(of('Rule: T', ruled, ...BODY)).toEqual([]);
    },
  );

  it('have a heading with a colon, and end at an empty line, one of spaces, or where another rule begins', () => {
    expect(of('Rule', RULED, ...BODY)).toEqual([]);
    expect(of('Rule: T', RULED, ...BODY.slice(0, 5), '  ', ...BODY.slice(5))).toMatchObject([
      { action: 'unknown' },
    ]);
    expect(of('Rule: T', RULED, ...BODY, 'Rule: U', RULED, ...BODY)).toMatchObject([
      { displayName: 'T' },
      { displayName: 'U' },
    ]);
  });

  it('leave out a prompt and lines without a colon, and keep the text of the rest', () => {
    const [rule] = of('Rule: T', RULED, ...BODY, 'C:\\>netsh x: Block', 'words');
    expect(rule).toMatchObject({ action: 'allow', raw: ['Rule: T', ...BODY].join('\n') });
    const long = BODY.map((line) => line.replace(':', `${'x'.repeat(60)}:`));
    expect(of('Rule: T', RULED, ...long)[0]?.raw).toHaveLength(200);
  });

  it('are five values at least, the name with them', () => {
    expect(of('Rule: T', RULED, 'a: Yes', 'b: In', 'e: No', 'f: Allow')).toHaveLength(1);
    expect(of('Rule: T', RULED, 'a: Yes', 'b: In', 'f: Allow')).toEqual([]);
  });

  it.each([
    ['LocalSubnet', ['LocalSubnet']],
    ['LocalSubnet,192.0.2.1', ['LocalSubnet', '192.0.2.1']],
    ['192.0.2.1', ['192.0.2.1']],
    ['192.0.2.0/24', ['192.0.2.0/24']],
    ['192.0.2.0/255.255.255.0', ['192.0.2.0/255.255.255.0']],
    ['192.0.2.1-192.0.2.9', ['192.0.2.1-192.0.2.9']],
    ['2001:db8::1-2001:db8::9,LocalSubnet', ['2001:db8::1-2001:db8::9', 'LocalSubnet']],
    ['Any', null],
    ['alle', null],
    ['LocalSubnetX', null],
    ['not LocalSubnet', null],
    ['192.0.2.1 x', null],
    ['192.0.2.1-x', null],
    ['a', null],
  ])('name in the one before the protocol who may call: %j is %j', (remote, expected) => {
    const body = [...BODY.slice(0, 3), 'l: Any', `r: ${remote}`, ...BODY.slice(3)];
    expect(of('Rule: T', RULED, ...body)[0]?.remoteAddresses).toEqual(expected);
  });

  it.each([
    ['UDP', 17, ['Teredo']],
    ['tcp', 6, ['Teredo']],
    ['Any', 'unknown', null],
    ['UDPLite', 'unknown', null],
    ['x UDP', 'unknown', null],
    ['58', 58, null],
    ['anyone', 'unknown', null],
  ])('have the protocol %s as %s, and ports %j behind it', (protocol, number, localPorts) => {
    const body = BODY.map((line) => line.replace('UDP', protocol));
    expect(of('Rule: T', RULED, ...body)[0]).toMatchObject({ protocol: number, localPorts });
  });
});

describe('what comes in by rules', () => {
  const rule = (change: object) => ({
    InstanceID: 'CoreNet-Teredo-In',
    Enabled: 1,
    Action: 2,
    Direction: 1,
    LocalPort: 'Teredo',
    ...change,
  });
  const inbound = (...rules: object[]) => readFirewallRules(JSON.stringify(rules)).inbound;

  it.each([
    ['an active rule that allows', [{}], 'allowed'],
    ['a rule that is off', [{ Enabled: 2 }], 'unknown'],
    ['a rule for what goes out', [{ Direction: 2 }], 'unknown'],
    ['a rule that blocks beside one that allows', [{}, { Action: 4 }], 'blocked'],
    ['a rule that blocks and is off beside one that allows', [{}, { Action: 4, Enabled: 2 }], 'allowed'],
    ['one that is not understood beside one that allows', [{}, { Action: 'x' }], 'unknown'],
    ['one of which is not known whether it is on', [{}, { Enabled: 'x' }], 'unknown'],
    ['one without a direction, by its id', [{ Direction: null }], 'allowed'],
    [
      'one without a direction whose id is of what goes out',
      [{ Direction: null, InstanceID: 'CoreNet-Teredo-Out' }],
      'unknown',
    ],
    ['a rule for something else', [{ InstanceID: 'Web-In', LocalPort: '80' }], 'unknown'],
  ])('is told by %s: %s', (_name, changes, expected) => {
    expect(inbound(...(changes as object[]).map(rule))).toBe(expected);
  });
});
