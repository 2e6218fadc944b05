import { describe, expect, it } from 'vitest';
import { explain } from '../../src/index';
import { fixtureText } from '../support/fixture-files';

const outputs = (text: string) => explain([{ source: null, text }], 1000).outputs;
const facts = (text: string) =>
  outputs(text).map(({ kind, facts }) => [kind, facts.map(({ name, value }) => `${name}: ${value}`)]);
const of = (path: string) => facts(fixtureText(path));

const netsh = (lines: string[]) => `Teredo\n-----\n${lines.map((value) => `x : ${value}`).join('\n')}\n`;
const SETTINGS = ['client', 'teredo.example', '30 seconds', 'unspecified'];
const lastFactsOf = (...rest: string[]) =>
  (facts(netsh([...SETTINGS, ...rest]))[0]![1] as string[]).slice(SETTINGS.length);

describe('what show state says', () => {
  it('is told line by line, with who set what', () => {
    expect(facts(fixtureText('console/batch-without-prompts-fr.txt'))[1]).toEqual([
      'netsh-teredo',
      [
        'Type: enterpriseclient, set by Group Policy',
        'Server: teredo.example, set by Group Policy',
        'Refresh interval: 30 seconds, set by Group Policy',
        'Client port: the system chooses',
        'State: qualified: the client has found its server',
        'Role: Teredo client',
        'Network: managed: a domain controller is seen',
        'NAT: restricted',
        'Inside address: 10.0.0.7:4000',
        'Outside address: 203.0.113.4:53772',
      ],
    ]);
  });

  it.each([
    [
      ['offline', 'none'],
      ['State: offline', 'Error: none'],
    ],
    [['dormant'], ['State: dormant: on, and asleep until a program needs it']],
    [['probe (secondary server)'], ['State: probing: looking for its server (secondary server)']],
    [['probe(cone)'], ['State: probing: looking for its server (cone)']],
    [['bereit'], ['State: not understood: bereit']],
    [[], ['State: no State line: the service does not answer, or netsh ran without administrator rights']],
    [
      ['offline', 'primary server unreachable over UDP'],
      ['State: offline', 'Error: the primary server cannot be reached over UDP'],
    ],
    [
      ['offline', 'failed to resolve server name'],
      ['State: offline', 'Error: the name of the server cannot be resolved'],
    ],
    [
      ['offline', 'client is in a managed network'],
      ['State: offline', 'Error: the client is in a managed network (a domain controller is seen)'],
    ],
    [
      ['offline', 'failed to open tunnel adapter'],
      ['State: offline', 'Error: the tunnel adapter cannot be opened'],
    ],
    [
      ['offline', 'client behind symmetric NAT'],
      ['State: offline', 'Error: the client is behind a symmetric NAT'],
    ],
    [
      ['offline', 'general system failure', '4294967295'],
      ['State: offline', 'Error: a general system failure (code 4294967295)'],
    ],
    [
      ['offline', 'kaputt'],
      ['State: offline', 'Error: in words that are not known here: kaputt'],
    ],
    [
      ['qualified', 'teredo host-specific relay', 'unmanaged', 'none (global connectivity)'],
      [
        'State: qualified: the client has found its server',
        'Role: host-specific relay: it has IPv6 from elsewhere and relays for itself only',
        'Network: unmanaged',
        'NAT: none: this machine is on the internet directly',
      ],
    ],
    [
      ['qualified', 'teredo client', 'unmanaged', 'cone', 'UPNP: Yes, PortPreserving: No'],
      [
        'State: qualified: the client has found its server',
        'Role: Teredo client',
        'Network: unmanaged',
        'NAT: cone: the easiest kind for Teredo',
        'NAT opens ports by UPnP: yes',
        'NAT keeps the port: no',
      ],
    ],
  ])('with %j is %j', (rest, expected) => expect(lastFactsOf(...rest)).toEqual(expected));

  it.each([
    ['restricted (port)', 'restricted by port'],
    ['symmetric (port)', 'symmetric, by port: another outside port for each destination'],
    ['symmetric (address)', 'symmetric, by address: another outside port for each destination'],
    ['symmetric', 'symmetric: another outside port for each destination'],
  ])('names a NAT that is %s', (word, words) => {
    expect(lastFactsOf('qualified', 'teredo client', 'unmanaged', word)).toContain(`NAT: ${words}`);
  });

  it('names a port, no server, a masked one, and a mark that is not known', () => {
    expect(facts(netsh(['client', 'default', '60 seconds', '3544', 'dormant']))[0]?.[1]).toEqual([
      'Type: client',
      'Server: none named',
      'Refresh interval: 60 seconds',
      'Client port: UDP 3544',
      'State: dormant: on, and asleep until a program needs it',
    ]);
    expect(facts(netsh(['client (Xyz)', 'xxx.xxx.xxx', '60 seconds', '3544', 'dormant']))[0]?.[1]).toEqual([
      'Type: client; there is a mark beside it that was not understood',
      'Server: not readable or masked',
      'Refresh interval: 60 seconds',
      'Client port: UDP 3544',
      'State: dormant: on, and asleep until a program needs it',
      'Server, not understood: xxx.xxx.xxx',
    ]);
  });

  it('keeps the words of a type that is not known', () => {
    expect(of('netsh/de-all-words-translated.txt')[0]?.[1]).toContain('Type: not understood');
    expect((of('netsh/de-all-words-translated.txt')[0]![1] as string[]).join('\n')).toMatch(
      /^Type, not understood: \S/m,
    );
  });

  it('is told look by look where one place holds several', () => {
    const text = netsh([...SETTINGS, 'offline', 'none']) + netsh([...SETTINGS, 'dormant']);
    const [, told] = facts(text)[0] as [string, string[]];
    expect(told.filter((line) => /Look|State/.test(line))).toEqual([
      'Look 1 of 2: ',
      'State: offline',
      'Look 2 of 2: ',
      'State: dormant: on, and asleep until a program needs it',
    ]);
  });
});

describe('what ipconfig says', () => {
  it.each([
    [
      'de-wrapped',
      [
        'Teredo adapter: there, with a Teredo address',
        'Teredo address: 2001:0:c000:201:3023:2df3:34ff:8efb',
        'IPv6 of its own: none seen',
      ],
    ],
    [
      'zhcn-disconnected',
      [
        'Teredo adapter: there, and not connected: Teredo is off or asleep',
        'Teredo address: none',
        'IPv6 of its own: none seen',
      ],
    ],
    [
      'en-xp-not-qualified',
      [
        'Teredo adapter: there, with a link-local address only: no Teredo address yet',
        'Teredo address: none',
        "Sign: not qualified, by Windows XP's sign: the physical address is all FF",
        'IPv6 of its own: none seen',
      ],
    ],
    [
      'en-xp-qualified',
      [
        'Teredo adapter: there, with a Teredo address',
        'Teredo address: 2001:0:c000:201:0:38a1:34ff:8ef9',
        "Sign: qualified, by Windows XP's sign: the physical address holds the Teredo address",
        'IPv6 of its own: none seen',
      ],
    ],
    [
      'en-xp-short',
      [
        'Teredo adapter: there, with a link-local address only: no Teredo address yet',
        'Teredo address: none',
        'IPv6 of its own: none seen',
        'ISATAP address: fe80::5efe:c000:264',
      ],
    ],
    [
      'en-deprecated-and-6to4',
      [
        'Teredo adapter: there, with a Teredo address',
        'Teredo address: 2001:0:c000:201:3023:2df3:34ff:8efb',
        'IPv6 of its own: none seen',
        '6to4 address: 2002:c000:207::c000:207',
      ],
    ],
    [
      'en-flags-zero',
      [
        'Teredo adapter: there, with a Teredo address',
        'Teredo address: 2001:0:c000:201:0:6ac4:34ff:8efa',
        'IPv6 of its own: none seen',
      ],
    ],
  ])('in %s', (name, expected) => expect(of(`ipconfig/${name}.txt`)).toEqual([['ipconfig', expected]]));

  it('names an adapter of which nothing is known, and IPv6 of its own', () => {
    expect(facts('Ethernet adapter x:\n\n   IPv4 . . . . . : 192.0.2.1\n')[0]?.[1]).toContain(
      'Teredo adapter: not among the adapters shown',
    );
    const bare = 'Tunnel adapter Teredo Tunneling Pseudo-Interface:\n\n   Suffix . . . . . : corp\n';
    expect(facts(bare)[0]?.[1]).toContain('Teredo adapter: there, without an address');
    expect(of('ipconfig/en-short.txt')[0]?.[1]).not.toContain('IPv6 of its own: 2001:db8:5::7');
    expect(of('ipconfig/en-all-qualified.txt')[0]?.[1]).toContain('IPv6 of its own: 2001:db8:5::7');
  });
});

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
    expect(facts(empty)[0]?.[1]).toEqual(['Group Policy: the key is there and sets neither type nor server']);
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

describe('what outputs of Linux say', () => {
  it.each([
    ['debian-default.conf', ['Role: client', 'Server: teredo-debian.example', 'Interface: teredo']],
    [
      'ip-addr-de.txt',
      [
        'Interface teredo: up, MTU 1280',
        'Teredo address: 2001:0:c000:201:1410:7050:34ff:8ee8',
        'IPv6 of its own: 2001:db8:5::7',
      ],
    ],
    [
      'ip-addr-several-stale.txt',
      [
        'Interface teredo: not said whether up',
        'Interface miredo: not said whether up',
        'Teredo address: 2001:0:c000:201:1410:7050:34ff:8ee8, 2001:0:c000:202:3023:2df3:34ff:8efb, 2001:0:c000:203:6:6532:34ff:8eea; all but one of the 3 are left over',
        'IPv6 of its own: none seen',
      ],
    ],
    [
      'ifconfig-bsd-none.txt',
      [
        'Interface teredo: down, MTU 1500: Miredo sets 1280 once it is connected',
        'Teredo address: none',
        'IPv6 of its own: none seen',
      ],
    ],
    [
      'ifconfig-old-no-address.txt',
      [
        'Interface teredo: up, MTU 1500: Miredo sets 1280 once it is connected',
        'Teredo address: none',
        'IPv6 of its own: none seen',
      ],
    ],
    ['ip-route.txt', ['Route to all of IPv6: there', 'Route to Teredo (2001::/32): there']],
    ['ip-route.json', ['Route to all of IPv6: there', 'Route to Teredo (2001::/32): none']],
    [
      'log-fr.txt',
      [
        'Teredo address named: 2001:0:c000:201:1410:7050:34ff:8ee8',
        'MTU named: 1280',
        'Last lines: Démarrage... / Nouvelle adresse/MTU Teredo / Pseudo-tunnel Teredo démarré / (adresse : 2001:0:c000:201:1410:7050:34ff:8ee8, MTU : 1280)',
        'Worth: evidence only: a log that says started is no proof that packets get through',
      ],
    ],
    [
      'log-lost-zhcn.txt',
      [
        'Last lines: Teredo 服务器无响应 / Teredo 连接丢失 / Teredo 虚假隧道已停止',
        'Worth: evidence only: a log that says started is no proof that packets get through',
      ],
    ],
  ])('in %s', (name, expected) => expect(of(`miredo/${name}`).map(([, told]) => told)).toEqual([expected]));

  it('shows the last five lines of a log', () => {
    const log = Array.from({ length: 7 }, (_, index) => `miredo[1]: line ${index}`).join('\n');
    expect(facts(log)[0]?.[1]).toContain('Last lines: line 2 / line 3 / line 4 / line 5 / line 6');
  });

  it('reads a configuration of a relay, without a server, and with a port that is none', () => {
    const conf = 'RelayType relay\nBindAddress 192.0.2.7\nServerAddress2 192.0.2.8\nBindPort x\n';
    expect(facts(conf)[0]?.[1]).toEqual([
      'Role: relay, not a client',
      'Server: none named: Miredo cannot start as a client',
      'Second server address: 192.0.2.8',
      'Local address: 192.0.2.7',
      'Client port: not understood',
    ]);
    expect(facts('RelayType odd\nBindPort 3545\nInterfaceName teredo\n')[0]?.[1]).toContain(
      'Role: not understood',
    );
    expect(facts('RelayType odd\nBindPort 3545\nInterfaceName teredo\n')[0]?.[1]).toContain(
      'Client port: UDP 3545',
    );
  });

  it('names the distribution by what there is', () => {
    expect(facts('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian')).toEqual([
      ['os-release', ['System: Debian GNU/Linux 12']],
    ]);
    expect(facts('ID=alpine\nVERSION_ID=3.20')[0]?.[1]).toEqual(['System: alpine 3.20']);
  });
});

describe('what replies say', () => {
  const WORTH = 'Worth: no reply proves a change: a policy may still rule. Read the state back.';
  const WORDS =
    'Outcome: in words, which differ by language: they prove neither that it worked nor that it failed';
  it.each([
    ['ok-zhcn.txt', ['Answer: 确定.', WORDS, WORTH]],
    ['ok-imagined-fi.txt', ['Answer: Selvä.', WORDS, WORTH]],
    [
      'refused-zhcn.txt',
      [
        'Answer: 参数错误.',
        'Outcome: refused: a parameter is wrong, or this Windows does not know it',
        WORTH,
      ],
    ],
    [
      'reset-partial-zhcn.txt',
      [
        'Otherwise: 正在重置 ,失败.',
        'Outcome: 1 of 6 parts went otherwise than the others; refused: access denied; run it as administrator',
        WORTH,
      ],
    ],
    [
      'reset-partial-imagined-fi.txt',
      [
        'Otherwise: Nollataan Neighbor, ei onnistunut. / Nollataan , ei onnistunut.',
        'Outcome: 2 of 8 parts went otherwise than the others',
        WORTH,
      ],
    ],
    ['reset-done-zhcn.txt', ['Parts: 6', 'Outcome: all 6 parts went alike', WORTH]],
  ])('in %s', (name, expected) => expect(of(`replies/${name}`).map(([, told]) => told)).toEqual([expected]));

  it('stand beside the command they answer', () => {
    expect(of('replies/net-stop-then-start-zhcn.txt').map(([, told]) => told)).toEqual([
      [
        'Command: net stop iphlpsvc',
        'Answer: IP Helper 服务正在停止. / IP Helper 服务已成功停止.',
        WORDS,
        WORTH,
      ],
      [
        'Command: net start iphlpsvc',
        'Answer: IP Helper 服务正在启动 . / IP Helper 服务已经启动成功.',
        WORDS,
        WORTH,
      ],
    ]);
    expect(of('replies/sc-config-then-start-zhcn.txt')).toMatchObject([
      [
        'reply',
        ['Command: sc config iphlpsvc start= auto', 'Answer: [SC] ChangeServiceConfig 成功', WORDS, WORTH],
      ],
      ['services', ['iphlpsvc: running, answer 1056: it already runs']],
    ]);
  });

  it('of many words prove nothing either', () => {
    const long = 'C:\\>netsh interface teredo set state client\na b\nc d\ne f\ng h\n';
    expect(facts(long)[0]?.[1]).toEqual([
      'Command: netsh interface teredo set state client',
      'Answer: a b / c d / e f',
      'Outcome: in words of several lines: they prove neither that it worked nor that it failed',
      WORTH,
    ]);
    expect(facts('C:\\>sc config x start= auto\nX FAILED 87:\n')[0]?.[1]).toBeDefined();
  });

  it('that explain a command say that nothing was read', () => {
    expect(of('replies/help-msg.txt')).toEqual([
      [
        'command-help',
        ['Worth: a command explains how it is used: nothing was read and nothing was changed'],
      ],
    ]);
  });
});

describe('an address', () => {
  it.each([
    ['2002:c000:201::1', 'a 6to4 address, not Teredo'],
    ['2001:db8::5efe:c000:201', 'an ISATAP address, not Teredo'],
    ['2001:db8::5', 'an ordinary IPv6 address of the internet, not Teredo'],
    ['fd00::1', 'a private IPv6 address, not Teredo'],
    ['fe80::1', 'a link-local IPv6 address: it counts on its own network only'],
    ['fec0::1', 'a site-local IPv6 address, out of use'],
    ['ff02::1', 'a multicast address'],
    ['::1', 'the address of the machine itself'],
    ['::', 'the empty address'],
    ['4000::1', 'an IPv6 address of no use on the internet'],
    ['192.0.2.1', 'an IPv4 address; a Teredo address is IPv6 and begins with 2001:0:'],
    ['2001:0:c000:201:1410:7050:34ff:8ee8', 'a Teredo address'],
  ])('%s is %s', (address, words) => {
    expect(facts(address)).toEqual([['address', [`${address}: ${words}`]]]);
  });

  const partsOf = (address: string) =>
    explain([{ source: null, text: address }], 0).addresses.map(({ facts }) =>
      facts.map(({ name, value }) => `${name}: ${value}`),
    );

  it('of Teredo is taken apart', () => {
    expect(partsOf('2001:0:c000:201:1410:7050:34ff:8ee8')).toEqual([
      [
        'Teredo address: 2001:0:c000:201:1410:7050:34ff:8ee8',
        'Server: 192.0.2.1',
        'Client: 203.0.113.23',
        'UDP port: 36783',
        'Flags: 0x1410, not cone',
      ],
    ]);
    expect(partsOf('3ffe:831f:c000:201:8300:38a1:34ff:8ef9')).toEqual([
      [
        'Teredo address: 3ffe:831f:c000:201:8300:38a1:34ff:8ef9',
        'Prefix: 3ffe:831f, which Windows XP used before 2006',
        'Server: 192.0.2.1',
        'Client: 203.0.113.6',
        'UDP port: 51038',
        'Flags: 0x8300, cone',
        'Besides: bits are set that no client sets: the address was altered by hand',
      ],
    ]);
  });

  it.each([
    ['f5f5:a835', '10.10.87.202, a private address'],
    ['9b9b:fffe', "100.100.0.1, an address within the provider's own NAT"],
    ['5601:fffe', '169.254.0.1, an address that no DHCP server gave'],
    ['80ff:fffe', '127.0.0.1, the machine itself'],
    ['ffff:ffff', '0.0.0.0, no address'],
  ])('of Teredo that ends in %s stands for %s', (end, words) => {
    expect(partsOf(`2001:0:c000:201:867:7ed:${end}`)[0]).toContain(
      `Client: ${words}: no NAT mapping was learnt, nobody can answer it`,
    );
  });
});
