import { describe, expect, it } from 'vitest';
import { readNetshAddresses, readNetshInterfaces, readNetshRoutes } from '../../src/index';

const TEREDO = '2001:0:c000:201:3023:2df3:34ff:8efb';

describe('show interfaces', () => {
  it.each([
    [
      ' 12   75   1280  connected     Teredo',
      { index: 12, metric: 75, mtu: 1280, connected: true, name: 'Teredo' },
    ],
    ['12 75 1280 disconnected Teredo x', { connected: false, name: 'Teredo x' }],
    ['12\t75\t1500\tConnected\tTeredo', { mtu: 1500, connected: true, name: 'Teredo' }],
    ['12  75  1280  verbunden', { connected: 'unknown', name: '' }],
    ['12  75  4294967295  nicht bereit  Teredo', { connected: 'unknown', name: 'Teredo' }],
  ])('%j is a row', (line, row) => {
    expect(readNetshInterfaces(`${line}\n`).interfaces).toMatchObject([row]);
  });

  it.each([
    '12 75 1279 connected x',
    '12 75 1280 5 x',
    '12 75 connected',
    'Idx Met MTU State',
    '12  75  1280',
    '',
  ])('%j is none', (line) => {
    expect(readNetshInterfaces(line)).toEqual({ readable: false, interfaces: [] });
  });
});

describe('a row of show interfaces', () => {
  it('is none behind a prompt, nor in what was typed', () => {
    expect(readNetshInterfaces('C:\\>12 75 1280 connected Teredo\n').interfaces).toEqual([]);
    expect(readNetshInterfaces('12  75  1280  connected    Teredo  \n').interfaces).toMatchObject([
      { name: 'Teredo' },
    ]);
  });
});

describe('show route', () => {
  it.each([
    [
      'No  Manual  256  ::/0  12  fe80::1',
      { prefix: '::/0', metric: 256, interfaceIndex: 12, gateway: 'fe80::1', interfaceName: null },
    ],
    [
      'No  System  8  2001::/32  12  Teredo x',
      { prefix: '2001::/32', metric: 8, gateway: null, interfaceName: 'Teredo x' },
    ],
    ['No 8 2001::/32 12', { interfaceIndex: 12, gateway: null, interfaceName: null }],
  ])('%j is a row', (line, row) => {
    expect(readNetshRoutes(`${line}\n`).routes).toMatchObject([row]);
  });

  it.each([
    'No 8 2001::/129 12',
    'No 2001::/32 12',
    'No 8 2001::/32 x',
    'No 8 2001::/32',
    'No 8 x/32 12',
    '',
  ])('%j is none', (line) => {
    expect(readNetshRoutes(line)).toEqual({
      readable: false,
      routes: [],
      hasDefaultRoute: false,
      hasTeredoRoute: false,
    });
  });
});

describe('show addresses', () => {
  const rows = (...lines: string[]) => `Interface 12: Teredo\n\n${lines.join('\n')}\n`;

  it('has the heading above a row, and the columns before the address', () => {
    expect(readNetshAddresses(rows(`Public  Preferred  1h  1h  ${TEREDO}`))).toEqual({
      readable: true,
      addresses: [
        {
          address: TEREDO,
          zone: null,
          kind: 'teredo',
          interfaceIndex: 12,
          interfaceName: 'Teredo',
          typeText: 'Public',
          stateText: 'Preferred',
          state: 'preferred',
        },
      ],
      teredoAddresses: [TEREDO],
      nativeGlobalAddress: null,
    });
  });

  it('takes words for columns where padding was lost', () => {
    expect(readNetshAddresses(rows(`Public Deprecated 1h 1h ${TEREDO}`)).addresses).toMatchObject([
      { typeText: 'Public', stateText: 'Deprecated', state: 'deprecated' },
    ]);
  });

  it('learns the word for preferred from the link-local address', () => {
    const text = rows(
      `Öff  Gut  1h  1h  ${TEREDO}`,
      'And  Gut  1h  1h  fe80::1%12',
      'Öff  Alt  0s  0s  2001:db8::1',
    );
    expect(readNetshAddresses(text)).toMatchObject({
      addresses: [{ state: 'preferred' }, { state: 'preferred', zone: '12' }, { state: 'unknown' }],
      nativeGlobalAddress: '2001:db8::1',
    });
  });

  it('joins an address that the console broke', () => {
    const before = `Public      Preferred   infinite    infinite${' '.repeat(20)}`;
    const head = before + TEREDO.slice(0, 79 - before.length);
    expect(head).toHaveLength(79);
    expect(readNetshAddresses(rows(head, TEREDO.slice(79 - before.length))).teredoAddresses).toEqual([
      TEREDO,
    ]);
  });

  it('names no interface before a heading, and the newest after several', () => {
    const text = `Public  Preferred  1h  1h  2001:db8::1\nInterface 1: A\nInterface 2: B\nPublic  Preferred  1h  1h  2001:db8::2\n`;
    expect(readNetshAddresses(text).addresses).toMatchObject([
      { interfaceIndex: null, interfaceName: null },
      { interfaceIndex: 2, interfaceName: 'B' },
    ]);
  });
});
