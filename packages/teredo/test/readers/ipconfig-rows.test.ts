import { describe, expect, it } from 'vitest';
import { readIpconfig } from '../../src/index';

const TEREDO = '2001:0:c000:201:3023:2df3:34ff:8efb';
const adapter = (title: string, ...rows: string[]) =>
  `${title}:\n\n${rows.map((row) => `   ${row}\n`).join('')}\n`;
const first = (...rows: string[]) => readIpconfig(adapter('Adapter', ...rows)).adapters[0]!;
const row = (label: string, value: string) => `${label} . . . . . : ${value}`;
const addresses = (...rows: string[]) => first(...rows).addresses.map(({ address }) => address);

describe('the addresses of an adapter', () => {
  it('are its own, without mask and gateway', () => {
    expect(
      addresses(
        row('IPv6', '2001:db8::1'),
        row('Local', 'fe80::1%3'),
        row('IPv4', '192.0.2.7'),
        row('Mask', '255.255.255.0'),
        row('Gateway', 'fe80::9%3'),
        '                          192.0.2.1',
      ),
    ).toEqual(['2001:db8::1', 'fe80::1', '192.0.2.7']);
  });

  it('end at a second link-local address under another label', () => {
    expect(addresses(row('A', 'fe80::1'), row('B', 'fe80::2'), row('C', '2001:db8::1'))).toEqual(['fe80::1']);
    expect(addresses(row('A', 'fe80::1'), row('A', 'fe80::2'), row('B', '192.0.2.1'))).toEqual([
      'fe80::1',
      'fe80::2',
      '192.0.2.1',
    ]);
  });

  it('go on behind a mask where the label is that of the first', () => {
    expect(
      addresses(
        row('IP', '192.0.2.7'),
        row('Mask', '255.255.255.0'),
        row('IP', '2001:db8::1'),
        row('GW', '192.0.2.1'),
      ),
    ).toEqual(['192.0.2.7', '2001:db8::1']);
  });

  it('are those that bear a mark, where any does', () => {
    expect(addresses(row('A', '2001:db8::1(Preferred)'), row('B', '192.0.2.53'))).toEqual(['2001:db8::1']);
  });

  it.each(['::', '::1', '2002:c058:6301::'])('are not %s, which nobody has', (address) => {
    expect(addresses(row('A', address), row('A', '192.0.2.7'))).toEqual(['192.0.2.7']);
  });

  it('have their zone, kind and mark', () => {
    expect(first(row('A', 'fe80::1%12(Bevorzugt)'), row('B', '192.0.2.7(Dup')).addresses).toEqual([
      { address: 'fe80::1', zone: '12', kind: 'link-local', mark: 'preferred', markText: 'Bevorzugt' },
      { address: '192.0.2.7', zone: null, kind: 'ipv4', mark: 'duplicate', markText: 'Dup' },
    ]);
  });

  it.each([
    ['Preferred', 'preferred'],
    ['preferido', 'preferred'],
    ['首选', 'preferred'],
    ['Deprecated', 'deprecated'],
    ['Tentative', 'tentative'],
    ['Duplicate', 'duplicate'],
    ['Pre', 'preferred'],
    ['Pr', 'unknown'],
    ['Preferredx', 'unknown'],
    ['Gut', 'unknown'],
  ])('with the mark %s are %s', (text, mark) => {
    expect(first(row('A', `2001:db8::1(${text})`)).addresses).toMatchObject([{ mark }]);
  });

  it('share the word of most link-local addresses, which are never deprecated', () => {
    const text =
      adapter('LAN A', row('x', '2001:db8::1(Gut)'), row('y', 'fe80::1(Gut)')) +
      adapter('LAN B', row('x', '2001:db8::2(Alt)'), row('y', 'fe80::2(GUT)')) +
      adapter('LAN C', row('y', 'fe80::3(Gut)'));
    const marks = readIpconfig(text).adapters.map((one) => one.addresses.map(({ mark }) => mark));
    expect(marks).toEqual([['preferred', 'preferred'], ['unknown', 'preferred'], ['preferred']]);
  });
});

describe('an adapter', () => {
  it.each([
    ['Tunnel adapter Teredo Tunneling Pseudo-Interface', row('A', '192.0.2.1'), true],
    ['Tunnel', row('Description', 'Teredo Tunneling'), true],
    ['Tunnel', row('Description', 'xteredo'), false],
    ['Tunnel', row('A', TEREDO), true],
    ['Tunnel', row('A', 'fe80::ffff:ffff:fffd'), true],
    ['Tunnel', row('A', 'fe80::5445:5245:444f'), true],
    ['Tunnel', row('A', 'fe80::8000:5445:5245:444f'), true],
    ['Tunnel', row('A', 'fe80::1'), false],
    ['Tunnel', row('A', '2001:db8::ffff:ffff:fffd'), false],
  ])('%s with %s is of Teredo: %s', (title, line, isTeredo) => {
    expect(readIpconfig(adapter(title, line)).adapters).toMatchObject([{ title, isTeredo }]);
  });

  it.each([
    [row('Media State', 'Media disconnected'), 'disconnected'],
    [row('Medienstatus', 'Getrennt!é'), 'disconnected'],
    [row('DNS-Suffix', 'example.com'), 'unknown'],
    [row('DNS-Suffix', ''), 'unknown'],
    [row('IPv4', '192.0.2.1'), 'connected'],
  ])('with %j is %s', (line, media) => {
    expect(first(line)).toMatchObject({ media });
  });

  it.each([
    ['00-00-5e-00-53-15', '00-00-5E-00-53-15'],
    ['FF-FF-FF-FF-FF-FF-FF-FF', 'FF-FF-FF-FF-FF-FF-FF-FF'],
    ['00-00-5e-00-53', null],
    ['00-00-5e-00-53-1g', null],
  ])('has the physical address %s: %s', (value, physicalAddress) => {
    expect(first(row('Physical', value), row('A', '192.0.2.1'))).toMatchObject({ physicalAddress });
  });

  it.each([
    ['FF-FF-FF-FF-FF-FF-FF-FF', 'fe80::5445:5245:444f', false],
    ['30-23-2D-F3-34-FF-8E-FB', TEREDO, true],
    ['30-23-2D-F3-34-FF-8E-FC', TEREDO, null],
    ['30-23-2D-F3-34-FF-8E-FB', 'fe80::3023:2df3:34ff:8efb', null],
  ])("with %s and %s bears XP's sign: %s", (physical, address, sign) => {
    expect(readIpconfig(adapter('LAN A', row('P', physical), row('I', address))).qualifiedSign).toBe(sign);
  });
});

describe('rows', () => {
  it('may hold colons in their label, a value on the next line, and no leader of dots', () => {
    expect(addresses('IPv6: local . . . : 2001:db8::1')).toEqual(['2001:db8::1']);
    expect(addresses('Address . . . . :', '   2001:db8::1')).toEqual(['2001:db8::1']);
    expect(addresses('Address. . .: 2001:db8::1')).toEqual(['2001:db8::1']);
    expect(addresses(row('X', 'y'), 'Address : 2001:db8::1')).toEqual(['2001:db8::1']);
  });

  it('go on where the console broke them', () => {
    const line = `   ${row('A very long label of an address in some language or another', '2001:db8:1:2:3:')}`;
    const wide = line + ' '.repeat(0);
    expect(wide.length).toBeGreaterThanOrEqual(79);
    expect(readIpconfig(`Adapter:\n\n${wide}\n4:5:6\n`).adapters[0]?.addresses).toMatchObject([
      { address: '2001:db8:1:2:3:4:5:6' },
    ]);
    expect(addresses('A . . . : 2001:db8::1(Prefer\nred)')).toEqual(['2001:db8::1']);
  });

  it('without any adapter still tell addresses', () => {
    expect(readIpconfig(`x : ${TEREDO}\ny : 2001:db8::1\nz : 2002:c000:207::1\n`)).toMatchObject({
      readable: true,
      adapters: [],
      teredoAddresses: [TEREDO],
      nativeGlobalAddress: '2001:db8::1',
      sixToFourAddresses: ['2002:c000:207::1'],
      isatapAddresses: [],
    });
    expect(readIpconfig('words alone')).toMatchObject({ readable: false });
  });
});

describe('what looks like an own address', () => {
  it.each([
    ['a mask', '255.255.255.0'],
    ['no mask at all', '0.0.0.0'],
  ])('is not %s, which ends those of the adapter', (_name, mask) => {
    expect(addresses(row('IP', '192.0.2.7'), row('Mask', mask), row('Gateway', '192.0.2.1'))).toEqual([
      '192.0.2.7',
    ]);
  });

  it.each(['1.255.0.1', '10.0.0.0', '20.0.0.0', '0.0.0.0.1'])('is %s, which is no mask', (address) => {
    const all = addresses(row('IP', '192.0.2.7'), row('Other', address), row('Third', '192.0.2.9'));
    expect(all).toContain('192.0.2.9');
  });

  it.each(['2001:255::1', '2001:db8:2002:c058:6301::'])(
    'is %s, which holds the numbers of another thing',
    (address) => {
      expect(addresses(row('A', address), row('B', '192.0.2.7'))).toEqual([address, '192.0.2.7']);
    },
  );

  it('is not the address of an adapter that has none', () => {
    expect(addresses(row('IP', '0.0.0.0'))).toEqual([]);
    expect(first(row('IP', '0.0.0.0')).media).not.toBe('connected');
  });

  it('is a part of a longer row, which is no physical address', () => {
    expect(first(row('P', '00-00-5E-00-53-15 x')).physicalAddress).toBeNull();
    expect(first(row('P', 'x00-00-5E-00-53-15')).physicalAddress).toBeNull();
  });
});

describe('an adapter without rows of its own', () => {
  it('is none, and the addresses of a text without any are all that is told', () => {
    expect(readIpconfig('Adapter A:\n\n').adapters).toEqual([]);
    expect(readIpconfig(`x : 0.0.0.0\ny : ::1\nz : 2001:db8::1\n`)).toMatchObject({
      adapters: [],
      nativeGlobalAddress: '2001:db8::1',
    });
  });

  it('says Teredo in one of its rows, wherever', () => {
    expect(first(row('Suffix', 'example.com'), row('Description', 'Microsoft Teredo Adapter')).isTeredo).toBe(
      true,
    );
    expect(first(row('Suffix', 'example.com'), row('Description', 'Ethernet')).isTeredo).toBe(false);
  });
});

describe("XP's sign", () => {
  const sign = (...texts: string[]) => readIpconfig(texts.join('')).qualifiedSign;
  const teredo = (physical: string | null, address: string) =>
    adapter('Tunnel adapter Teredo', ...(physical === null ? [] : [row('P', physical)]), row('I', address));

  it('is that of the first adapter which bears one', () => {
    const lan = adapter('LAN', row('P', 'FF-FF-FF-FF-FF-FF-FF-FF'), row('I', '192.0.2.7'));
    expect(sign(lan)).toBeNull();
    expect(sign(lan, teredo('30-23-2D-F3-34-FF-8E-FB', TEREDO))).toBe(true);
    expect(sign(teredo(null, TEREDO), teredo('FF-FF-FF-FF-FF-FF-FF-FF', 'fe80::1'))).toBe(false);
    expect(sign(teredo(null, TEREDO))).toBeNull();
  });

  it('is written with two digits a byte', () => {
    expect(sign(teredo('00-00-0F-10-34-FF-8E-FB', '2001:0:c000:201:0:f10:34ff:8efb'))).toBe(true);
    expect(sign(teredo('10-00-00-FF-34-FF-8E-FB', '2001:0:c000:201:1000:ff:34ff:8efb'))).toBe(true);
  });

  it('is of a Teredo address, and of no other with the same end', () => {
    expect(sign(teredo('30-23-2D-F3-34-FF-8E-FB', '2001:db8::3023:2df3:34ff:8efb'))).toBeNull();
  });
});

describe('addresses of each family', () => {
  it('are told apart: an IPv4 address is not the native one', () => {
    expect(readIpconfig(adapter('A', row('I', '198.51.100.7'), row('J', '2001:db8::7')))).toMatchObject({
      nativeGlobalAddress: '2001:db8::7',
      teredoAddresses: [],
    });
    expect(readIpconfig(adapter('A', row('I', '198.51.100.7'))).nativeGlobalAddress).toBeNull();
    expect(readIpconfig(`x : 192.0.2.7\ny : fe80::5efe:c000:207\n`).isatapAddresses).toHaveLength(1);
  });
});
