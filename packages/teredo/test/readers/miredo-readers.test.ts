import { describe, expect, it } from 'vitest';
import { readIfconfig, readIpAddresses, readIpRoutes, readMiredoLog } from '../../src/index';
import { fixtureText } from '../support/fixture-files';

const TEREDO = '2001:0:c000:201:1410:7050:34ff:8ee8';
const miredo = (name: string) => fixtureText(`miredo/${name}`);

describe('ip', () => {
  it('shows links and their addresses', () => {
    const reading = readIpAddresses(miredo('ip-addr-de.txt'));
    expect(reading).toMatchObject({
      readable: true,
      teredoAddresses: [TEREDO],
      nativeGlobalAddress: '2001:db8:5::7',
    });
    expect(reading.links).toMatchObject([
      { name: 'eth0', up: true, mtu: 1500, addresses: [{ address: '192.0.2.7', prefixLength: 24 }, {}] },
      { name: 'teredo', up: true, mtu: 1280, addresses: [{ kind: 'teredo', prefixLength: 32 }, {}] },
    ]);
  });

  it('shows several stale addresses at once', () => {
    const reading = readIpAddresses(miredo('ip-addr-several-stale.txt'));
    expect(reading.teredoAddresses).toEqual([
      TEREDO,
      '2001:0:c000:202:3023:2df3:34ff:8efb',
      '2001:0:c000:203:6:6532:34ff:8eea',
    ]);
    expect(reading.links.map(({ name, up }) => [name, up])).toEqual([
      ['teredo', 'unknown'],
      ['miredo', 'unknown'],
    ]);
  });

  it('is read in brief and as JSON', () => {
    expect(readIpAddresses(miredo('ip-brief.txt')).links).toMatchObject([
      { name: 'lo', up: 'unknown' },
      { name: 'teredo', addresses: [{ kind: 'teredo' }, { kind: 'link-local' }] },
      { name: 'wlan0', up: false },
    ]);
    expect(readIpAddresses(miredo('ip-addr-running.json'))).toMatchObject({
      teredoAddresses: [TEREDO],
      links: [{ name: 'lo' }, { name: 'eth0' }, { name: 'teredo', mtu: 1280, up: true }],
    });
  });

  it('shows routes', () => {
    expect(readIpRoutes(miredo('ip-route.txt'))).toMatchObject({
      hasDefaultRoute: true,
      hasTeredoRoute: true,
      routes: [{ prefix: '2001::/32', device: 'teredo' }, {}, { prefix: '::/0', metric: 1029 }],
    });
    expect(readIpRoutes(miredo('ip-route.json'))).toMatchObject({
      hasDefaultRoute: true,
      hasTeredoRoute: false,
      routes: [{ gateway: 'fe80::1', device: 'eth0', metric: 1024 }, { prefix: '2001:db8::/64' }],
    });
  });
});

describe('ifconfig', () => {
  it.each([
    ['ifconfig-no-address.txt', [], [{ name: 'teredo', up: true, mtu: 1280, addresses: [] }]],
    [
      'ifconfig-old-fr.txt',
      [TEREDO],
      [
        { name: 'eth0', mtu: 1500 },
        { name: 'teredo', up: true, mtu: 1280 },
      ],
    ],
    [
      'ifconfig-bsd.txt',
      [TEREDO],
      [
        { name: 'teredo', up: true, addresses: [{ prefixLength: 32 }, {}] },
        { name: 'em0', up: false },
      ],
    ],
  ])('is read from %s', (name, teredoAddresses, links) => {
    expect(readIfconfig(miredo(name))).toMatchObject({ readable: true, teredoAddresses, links });
  });
});

describe("Miredo's log", () => {
  it('is evidence in any language', () => {
    expect(readMiredoLog(miredo('log-fr.txt'))).toMatchObject({
      readable: true,
      teredoAddresses: [TEREDO],
      mtu: 1280,
    });
    expect(readMiredoLog(miredo('log-lost-zhcn.txt')).lines[0]).toEqual({
      pid: 17,
      text: 'Teredo 服务器无响应',
    });
    expect(readMiredoLog(miredo('log-journal.txt')).lines).toHaveLength(2);
    expect(readMiredoLog('nothing of it').readable).toBe(false);
  });
});
