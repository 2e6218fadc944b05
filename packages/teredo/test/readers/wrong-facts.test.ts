import { describe, expect, it } from 'vitest';
import { readFirewallRules, readNetshTeredo, readTeredoRegistry } from '../../src/index';

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
