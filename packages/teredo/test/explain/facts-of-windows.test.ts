import { describe, expect, it } from 'vitest';
import { facts, of } from './facts-of-text';

describe('what other outputs of Windows say', () => {
  it.each([
    [
      'netsh-ipv6/interfaces-xp.txt',
      [
        'Interface 4: Teredo Tunneling Pseudo-Interface, connected, MTU 1280',
        'Interface 3: 6to4 Pseudo-Interface, not connected, MTU 1280',
      ],
    ],
    [
      'netsh-ipv6/interfaces-de-unknown-words.txt',
      [
        'Interface 1: Loopback-Pseudoschnittstelle 1, in a state in words not known here, MTU 4294967295',
        'Interface 12: Teredo-Pseudoschnittstelle, in a state in words not known here, MTU 1280',
      ],
    ],
    [
      'netsh-ipv6/addresses-en.txt',
      ['Teredo address: 2001:0:c000:201:3023:2df3:34ff:8efb', 'IPv6 of its own: 2001:db8::5'],
    ],
    ['netsh-ipv6/routes-en.txt', ['Route to all of IPv6: there', 'Route to Teredo (2001::/32): there']],
    [
      'powershell/configuration-stores.json',
      [
        'In effect: type enterpriseclient, server teredo.example',
        'Set on the machine: type disabled, server win1910.ipv6.microsoft.com, client port UDP 3545',
        'Set by policy: type client, server 192.0.2.1',
      ],
    ],
    [
      'powershell/configuration-one.json',
      ['Set: type not understood, server teredo.example', 'Type, not understood: 7'],
    ],
    ['powershell/state.json', ['State: qualified', 'Error: None']],
    ['powershell/state-unknown-words.json', ['State: not understood: Bereit']],
    [
      'registry/policy-and-local.reg',
      [
        'Type by Group Policy: Enterprise Client',
        'Server by Group Policy: teredo.example',
        'Refresh interval by Group Policy: 45',
        'Client port by Group Policy: the system chooses',
        'Always qualified by Group Policy: yes',
        'Type set on the machine: disabled',
        'DisabledComponents: 0xffffffff, off: every tunnel, Teredo, 6to4, ISATAP, IPv6 on the network adapters; IPv4 is preferred',
        'Besides: 0xffffffff costs five seconds at each start; 0xff is what was meant',
        'Service iphlpsvc starts: automatically',
        'Code page of the console: 850',
      ],
    ],
    ['registry/query-de-policy.txt', ['Type by Group Policy: Disabled']],
    ['registry/query-en.txt', ['DisabledComponents: 0x28, off: Teredo; IPv4 is preferred']],
    [
      'registry/query-odd-values.txt',
      [
        'Type set on the machine: not understood',
        'DisabledComponents: not a number that Windows takes',
        'Type, not understood: REG_DWORD 0x9',
        'DisabledComponents, not understood: REG_SZ 255',
      ],
    ],
    [
      'registry/xp.reg',
      [
        'Type set on the machine: enterpriseclient',
        'Server set on the machine: teredo.example',
        'Prefix of Teredo (XP): 2001:0',
        'Service 6to4 starts: on demand',
      ],
    ],
    [
      'registry/get-item-property.json',
      [
        'DisabledComponents: 0xffffffff, off: every tunnel, Teredo, 6to4, ISATAP, IPv6 on the network adapters; IPv4 is preferred',
        'Besides: 0xffffffff costs five seconds at each start; 0xff is what was meant',
      ],
    ],
    [
      'firewall/registry-block.txt',
      [
        'Rules: 1 in all, 1 for Teredo',
        'Teredo from outside: blocked by these rules',
        'CoreNet-Teredo-In: on, blocks, inbound, local port Teredo, edge traversal defer-to-app',
      ],
    ],
    [
      'firewall/registry-inactive.txt',
      [
        'Rules: 1 in all, 1 for Teredo',
        'Teredo from outside: these rules do not say',
        'CoreNet-Teredo-In: off, allows, inbound, local port Teredo, edge traversal blocked',
      ],
    ],
    [
      'firewall/com-ja.txt',
      [
        'Rules: 2 in all, 1 for Teredo',
        'Teredo from outside: these rules do not say',
        'コア ネットワーク - Teredo (UDP 受信): local port Teredo',
      ],
    ],
    [
      'firewall/ids.txt',
      [
        'Rules: 3 in all, 2 for Teredo',
        'Teredo from outside: these rules do not say',
        'CoreNet-Teredo-In: is there; the listing says no more of it',
        'CoreNet-Teredo-Out: is there; the listing says no more of it',
      ],
    ],
    [
      'firewall/netsh-de-imagined.txt',
      [
        'Rules: 1 in all, 1 for Teredo',
        'Teredo from outside: these rules do not say',
        'Kernnetzwerk - Teredo (UDP eingehend): whether on: not understood, action not understood, direction not understood, local port Teredo',
      ],
    ],
    [
      'firewall/powershell-list.txt',
      [
        'Rules: 1 in all, 1 for Teredo',
        'Teredo from outside: allowed by these rules',
        'CoreNet-Teredo-In: on, allows, inbound, edge traversal defer-to-user',
      ],
    ],
    [
      'firewall/powershell.json',
      [
        'Rules: 2 in all, 2 for Teredo',
        'Teredo from outside: blocked by these rules',
        'CoreNet-Teredo-In: on, blocks, inbound, edge traversal blocked',
        'CoreNet-Teredo-Out: off, allows, outbound',
      ],
    ],
    ['services/sc-query-en.txt', ['iphlpsvc: running']],
    ['services/sc-qc-de.txt', ['iphlpsvc: disabled']],
    ['services/sc-missing-ru.txt', ['6to4: missing, answer 1060: there is no such service']],
    ['services/net-start-already-it.txt', ['iphlpsvc: running, answer 2182: it already runs']],
    ['services/get-service.json', ['iphlpsvc: running, starts automatic', '6to4: stopped, disabled']],
    ['replies/sc-denied-tr.txt', ['iphlpsvc: answer 5: access denied: run it as administrator']],
  ])('in %s', (path, expected) => expect(of(path).map(([, told]) => told)).toEqual([expected]));

  it('names nothing that nobody asked for', () => {
    const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\n    A    REG_SZ    b\n';
    expect(facts(key)[0]?.[1]).toEqual(['Of Teredo: nothing: these keys hold no setting of it']);
    const empty =
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition\n    A    REG_SZ    b\n';
    expect(facts(empty)[0]?.[1]).toEqual(['Group Policy: sets neither type nor server']);
    expect(facts('[SC] X 1234:')[0]?.[1]).toEqual(['The service: answer 1234']);
    expect(facts('PS C:\\> Get-NetTeredoState\n')[0]?.[1]).toEqual([
      'State: nothing was printed: Teredo is not active, which does not say why',
    ]);
    expect(facts('Microsoft Windows [Version 10.0.19045.4046]')).toEqual([
      ['windows-version', ['Version: 10.0.19045']],
    ]);
  });

  it('reads Get-ItemProperty, wrapped as PowerShell wraps it', () => {
    expect(of('registry/get-item-property.txt').map(([, told]) => told)).toEqual([
      ['Type by Group Policy: Enterprise Client'],
      ['DisabledComponents: 0x28, off: Teredo; IPv4 is preferred'],
    ]);
  });
});
