import { describe, expect, it } from 'vitest';
import {
  explain,
  readFirewallRules,
  readIpconfig,
  readNetshTeredo,
  readTeredoRegistry,
} from '../../src/index';

const rule = (rest: string) =>
  `"CoreNet-Teredo-In"="v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=Teredo|${rest}|"`;

describe('a firewall rule that names who may call', () => {
  it('does not let the internet in', () => {
    const { inbound, teredoRules } = readFirewallRules(rule('RA4=LocalSubnet|RA6=LocalSubnet'));
    expect(inbound).toBe('limited');
    expect(teredoRules[0]?.remoteAddresses).toEqual(['LocalSubnet']);
  });

  it('is outdone by one for anybody', () => {
    expect(readFirewallRules(`${rule('RA4=LocalSubnet')}\n${rule('Svc=iphlpsvc')}`).inbound).toBe('allowed');
  });

  it.each([
    ['LocalSubnet', 'limited'],
    ['192.0.2.0/24', 'limited'],
    ['Any', 'allowed'],
  ])('is read from a listing of netsh: %s', (remote, inbound) => {
    const text = `Rule Name: Teredo\n${'-'.repeat(70)}\nEnabled: Yes\nDirection: In\nLocalIP: Any\nRemoteIP: ${remote}\nProtocol: UDP\nLocalPort: Teredo\nRemotePort: Any\nEdge traversal: No\nAction: Allow\n`;
    expect(readFirewallRules(text).inbound).toBe(inbound);
  });
});

describe('a firewall rule for some networks only', () => {
  const inbound = (...rests: string[]) => readFirewallRules(rests.map(rule).join('\n')).inbound;
  const blocks = (rest: string) => rule(rest).replace('Allow', 'Block');

  it.each([
    ['Profile=Domain', 'limited'],
    ['Profile=Domain|Profile=Private', 'limited'],
    ['Profile=Public', 'allowed'],
    ['Profile=Domain|Profile=Private|Profile=Public', 'allowed'],
    ['Profile=Any', 'allowed'],
  ])('%s: the internet is %s', (rest, expected) => expect(inbound(rest)).toBe(expected));

  it('is outdone by one for every network', () => {
    expect(inbound('Profile=Domain', 'Svc=iphlpsvc')).toBe('allowed');
    expect(inbound('Profile=Domain', 'RA4=LocalSubnet')).toBe('limited');
  });

  it('that blocks leaves the others as they are', () => {
    const read = (...lines: string[]) => readFirewallRules(lines.join('\n')).inbound;
    expect(read(blocks('Profile=Domain'), rule('Svc=iphlpsvc'))).toBe('limited');
    expect(read(blocks('Profile=Public'), rule('Svc=iphlpsvc'))).toBe('blocked');
    expect(read(blocks('Profile=Domain'))).toBe('blocked');
  });

  it('opens nothing for certain on the machine, and is said', () => {
    const { outputs, observation } = explain(
      [{ source: null, text: rule('Profile=Domain|Profile=Private') }],
      0,
    );
    expect(observation?.firewall.teredoException).toBe('unknown');
    expect(outputs[0]?.facts.map(({ value }) => value).join('\n')).toMatch(
      /not from everywhere[\s\S]*only in networks of the kind domain, private/,
    );
  });

  it.each<[string, unknown]>([
    ['1', ['domain']],
    ['3', ['domain', 'private']],
    ['4', ['public']],
    ['7', null],
    ['0', null],
    ['2147483647', null],
    ['"Domain, Public"', ['domain', 'public']],
    ['"Any"', null],
    ['"Domäne"', null],
  ])('is told by PowerShell as %s', (profile, expected) => {
    const text = `{"InstanceID":"CoreNet-Teredo-In","Enabled":1,"Action":2,"Direction":1,"Profile":${profile}}`;
    expect(readFirewallRules(text).rules[0]?.profiles).toEqual(expected);
    expect(readFirewallRules(text.replace('"Profile"', '"Profiles"')).rules[0]?.profiles).toEqual(expected);
  });

  it('is told by netsh in the third line', () => {
    const text = `Rule Name: Teredo\n${'-'.repeat(70)}\nEnabled: Yes\nDirection: In\nProfiles: Domain,Private\nProtocol: UDP\nLocalPort: Teredo\nRemotePort: Any\nEdge traversal: No\nAction: Allow\n`;
    expect(readFirewallRules(text).rules[0]?.profiles).toEqual(['domain', 'private']);
    expect(readFirewallRules(text).inbound).toBe('limited');
  });
});

describe('an error that only shares a name with a known one', () => {
  const errorOf = (error: string) =>
    readNetshTeredo(`a : client\nb : t.example\nc : 30 s\nd : 3544\ne : offline\nf : ${error}\n`).error;

  it.each([
    'secondary server unreachable over UDP',
    'Der sekundäre Server ist nicht über UDP erreichbar',
    'client has native IPv6 and needs no NAT traversal',
  ])('is unknown: %s', (error) => expect(errorOf(error)).toBe('unknown'));
});

describe('registry values of another place or kind', () => {
  const at = (set: string, value: string) =>
    `HKEY_LOCAL_MACHINE\\SYSTEM\\${set}\\Services\\Tcpip6\\Parameters\n    DisabledComponents    REG_DWORD    ${value}\n\n`;

  it('of a control set that is not in use do not count', () => {
    const text = at('CurrentControlSet', '0x0') + at('ControlSet002', '0x8');
    expect(readTeredoRegistry(text).disabledComponents?.value).toBe(0);
  });

  it('of the one control set that there is do', () => {
    expect(readTeredoRegistry(at('ControlSet001', '0x8')).disabledComponents?.value).toBe(8);
  });

  it('that hold a number where a policy has a word are not understood', () => {
    const text =
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition\n    Teredo_State    REG_DWORD    0x4\n';
    expect(readTeredoRegistry(text).policy).toMatchObject({ type: 'unknown', typeText: null });
  });
});

it('a server address of IPv6, which Teredo has not got, is not read as a name', () => {
  const text = 'a : client\nb : 2001:db8::1\nc : 30 s\nd : 3544\ne : dormant\n';
  expect(readNetshTeredo(text).serverName).toBe('unknown');
});

describe('a Teredo address that is not the own one of a machine', () => {
  const other = '2001:0:c000:201:1410:7050:34ff:8ee8';
  const rows = (...values: [string, string][]) =>
    `Adapter x:\n\n${values.map(([label, value]) => `   ${label} . . . . : ${value}\n`).join('')}`;

  it.each<[string, string]>([
    ['of XP', rows(['IP Address', '2001:db8::7'], ['IP Address', 'fe80::1%4'], ['DNS Servers', other])],
    [
      'of today',
      rows(
        ['IPv6 Address', '2001:db8::7(Preferred)'],
        ['Link-local', 'fe80::1%4(Preferred)'],
        ['DNS Servers', other],
      ),
    ],
    [
      'without marks',
      rows(['IPv6 Address', '2001:db8::7'], ['Link-local', 'fe80::1%4'], ['DNS Servers', other]),
    ],
    [
      'with a gateway',
      rows(
        ['IPv6 Address', '2001:db8::7'],
        ['Link-local', 'fe80::1%4'],
        ['Gateway', 'fe80::9'],
        ['DNS', other],
      ),
    ],
  ])('is not taken for it among the name servers of an output %s', (_name, text) => {
    const { teredoAddresses, nativeGlobalAddress, adapters } = readIpconfig(text);
    expect(teredoAddresses).toEqual([]);
    expect(nativeGlobalAddress).toBe('2001:db8::7');
    expect(adapters[0]?.isTeredo).toBe(false);
  });

  it('is the own one where it stands before the link-local one, or has the label of the first', () => {
    const own = rows(
      ['IPv6', other],
      ['Link-local', 'fe80::1%4'],
      ['IPv4', '192.0.2.7'],
      ['Mask', '255.255.255.0'],
    );
    expect(readIpconfig(own).teredoAddresses).toEqual([other]);
    const xp = rows(['IP', 'fe80::1%4'], ['IP', other], ['Gateway', '::']);
    expect(readIpconfig(xp).teredoAddresses).toEqual([other]);
  });
});
