import { describe, expect, it } from 'vitest';
import { fixtureText } from '../support/fixture-files';
import { facts, netsh, of } from './facts-of-text';

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
        'State: qualified: as a relay for this machine alone, which is no sign of IPv6 internet',
        'Role: host-specific relay: it has IPv6 from elsewhere, relays for itself only, and gives no IPv6 internet',
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

  it('does not say that the system chooses a port whose line was not understood', () => {
    const told = facts(netsh(['client', 'teredo.example', '30 seconds', 'keiner (Group Policy)', 'dormant']));
    const ports = (told[0]![1] as string[]).filter((line) => line.startsWith('Client port'));
    expect(ports).toEqual([
      'Client port: not understood, set by Group Policy',
      'Client port, not understood: keiner (Group Policy)',
    ]);
  });

  it('is told of the newest looks alone where a log holds more than are considered', () => {
    const looks = Array.from({ length: 40 }, () => netsh([...SETTINGS, 'dormant'])).join('');
    const told = facts(looks)[0]![1] as string[];
    expect(told[0]).toBe('Looks: 40 in all, the newest 12 of them are shown');
    expect(told.filter((line) => line.startsWith('Look '))).toEqual(
      Array.from({ length: 12 }, (_none, index) => `Look ${29 + index} of 40: `),
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
