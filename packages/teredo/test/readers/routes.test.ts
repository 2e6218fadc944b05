import { describe, expect, it } from 'vitest';
import { readIpRoutes, readNetshRoutes } from '../../src/index';

const netsh = (line: string) => readNetshRoutes(`${line}\n`).routes;
const ip = (...lines: string[]) => readIpRoutes(lines.join('\n')).routes;

describe('what stands behind the prefix in a row of netsh', () => {
  it.each<[string, object]>([
    ['No  Manual  256  ::/0  12  fe80::1', { interfaceIndex: 12, gateway: 'fe80::1', interfaceName: null }],
    ['No  Manual  256  ::/0     12     Teredo x  ', { interfaceIndex: 12, interfaceName: 'Teredo x' }],
    ['No  Manual  256  ::/0  12\tLAN', { interfaceIndex: 12, gateway: null, interfaceName: 'LAN' }],
    ['No  Manual  256  ::/0  12', { interfaceIndex: 12, gateway: null, interfaceName: null }],
  ])('%j', (line, expected) => expect(netsh(line)).toMatchObject([expected]));

  it.each([
    'No  Manual  256  ::/0  x12  LAN',
    'No  Manual  256  ::/0  12x  LAN',
    'No  Manual  256  ::/0  fe80::1',
  ])('is no index, and the row none: %j', (line) => expect(netsh(line)).toEqual([]));
});

describe('what stands before the prefix in a row of netsh', () => {
  it.each([
    ['No  Manual  256  ::/0  12', 256],
    ['No  Manual  256     ::/0  12', 256],
    ['8 ::/0 12', 8],
    [`${'x'.repeat(70)}  256  ::/0  12`, 256],
  ])('%j ends in the metric %i', (line, metric) => expect(netsh(line)).toMatchObject([{ metric }]));

  it.each(['No  256  Manual  ::/0  12', 'No  256x  ::/0  12', '::/0  12'])('%j does not', (line) =>
    expect(netsh(line)).toEqual([]),
  );
});

describe('a route of ip', () => {
  it.each<[string, object]>([
    ['default dev eth0', { prefix: '::/0', device: 'eth0', gateway: null, metric: null }],
    ['default   via fe80::1   dev eth0   metric 1024', { gateway: 'fe80::1', device: 'eth0', metric: 1024 }],
    ['\tdefault\tdev\teth0', { prefix: '::/0', device: 'eth0' }],
    ['2001::/32 dev teredo', { prefix: '2001::/32', device: 'teredo' }],
    ['::/0 dev eth0', { prefix: '::/0' }],
    ['2001:db8::1 dev eth0', { prefix: '2001:db8::1/128' }],
    ['default metric', { metric: null, device: null }],
    ['default metric 12x', { metric: null }],
    ['default metric x12', { metric: null }],
    ['default metric 12345678901', { metric: null }],
    ['default via 192.0.2.1', { gateway: null }],
    ['default x', { prefix: '::/0' }],
  ])('%j', (line, expected) => expect(ip(line)).toMatchObject([expected]));

  it.each([
    'default',
    'unreachable default dev lo',
    '2001::/129 dev x',
    '2001::/x dev x',
    '2001::/-1 dev x',
    'x dev y',
    '',
  ])('is not %j', (line) => expect(ip(line)).toEqual([]));

  it('has the device that was asked for where it names none, until the next command', () => {
    expect(
      ip(
        '# ip -6 route show dev teredo',
        'default via fe80::1',
        '2001::/32 dev eth1',
        '# ip -6 route',
        'default x',
      ),
    ).toMatchObject([{ device: 'teredo' }, { device: 'eth1' }, { device: null }]);
  });

  it('is none where it was typed', () => {
    expect(ip('$ 2001::/32 dev teredo')).toEqual([]);
  });

  it('in JSON has texts and numbers, and nothing else', () => {
    const json = (object: object) => readIpRoutes(JSON.stringify([object])).routes;
    expect(json({ dst: 'default', dev: 'eth0', metric: 1024, gateway: 'fe80::1' })).toEqual([
      { prefix: '::/0', device: 'eth0', gateway: 'fe80::1', metric: 1024 },
    ]);
    expect(json({ dst: 'default', dev: true, metric: null, gateway: ['fe80::1'] })).toEqual([
      { prefix: '::/0', device: null, gateway: null, metric: null },
    ]);
    expect(json({ dst: 'default', type: 'unreachable' })).toEqual([]);
    expect(json({ dst: 'default', type: 'unicast' })).toHaveLength(1);
    expect(json({ dst: 7 })).toEqual([]);
  });
});
