import { describe, expect, it } from 'vitest';
import { facts, of } from './facts-of-text';

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
      'Role: relay, not a client: it serves others and gives this machine no IPv6 internet',
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
