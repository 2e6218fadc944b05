import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalServerName, secondaryAddressOf, serverAddressFault } from '../../src/index';

describe('a server’s name', () => {
  it.each([
    ['Teredo.Example.NET.', 'teredo.example.net'],
    ['  win1910.ipv6.microsoft.com. ', 'win1910.ipv6.microsoft.com'],
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1\r\n', '192.0.2.1'],
    ['teredo', 'teredo'],
    ['te_redo.example', 'te_redo.example'],
    ['a-b.example', 'a-b.example'],
    ['9.example', '9.example'],
    [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
  ])('%j is %s', (written, name) => expect(canonicalServerName(written)).toBe(name));

  it.each([
    '',
    ' ',
    '.',
    'teredo..example',
    'teredo.example..',
    '-a.example',
    'a-.example',
    'a b.example',
    'teredo.example:3544',
    'http://teredo.example',
    '2001:db8::1',
    '192.0.2.256',
    '192.0.2',
    '192.0.2.01',
    '1',
    'müller.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(126)}aa`,
  ])('%j is none', (written) => expect(canonicalServerName(written)).toBeNull());

  it('may have 253 characters and no more', () => {
    const longest = `${'a.'.repeat(126)}a`;
    expect(longest).toHaveLength(253);
    expect(canonicalServerName(longest)).toBe(longest);
    expect(canonicalServerName(`${longest}.`)).toBe(longest);
  });

  it('is the same whatever is made of it once more, and nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.ipV4()), (written) => {
        const name = canonicalServerName(written);
        if (name !== null) expect(canonicalServerName(name)).toBe(name);
      }),
    );
  });

  it('is the same in any case and with or without the last dot', () => {
    fc.assert(
      fc.property(fc.domain(), fc.boolean(), (domain, dot) => {
        const written = domain.toUpperCase() + (dot ? '.' : '');
        expect(canonicalServerName(written)).toBe(canonicalServerName(domain));
        expect(canonicalServerName(written)).toBe(domain.toLowerCase());
      }),
    );
  });
});

describe('the second address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.2'],
    ['192.0.2.254', '192.0.2.255'],
    ['192.0.2.255', '192.0.3.0'],
    ['192.0.255.255', '192.1.0.0'],
    ['192.255.255.255', '193.0.0.0'],
    ['0.0.0.0', '0.0.0.1'],
    ['255.255.255.254', '255.255.255.255'],
  ])('of %s is %s', (primary, secondary) => expect(secondaryAddressOf(primary)).toBe(secondary));

  it.each(['255.255.255.255', 'teredo.example', ''])('of %j does not exist', (primary) =>
    expect(secondaryAddressOf(primary)).toBeNull(),
  );

  it('is one more as a number', () => {
    const number = (address: string) => address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        fc.pre(address !== '255.255.255.255');
        expect(number(secondaryAddressOf(address)!)).toBe(number(address) + 1);
      }),
    );
  });
});

describe('an address that no server can have', () => {
  it.each([
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['127.0.0.1', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['teredo.example', 'not-ipv4'],
    ['2001:db8::1', 'not-ipv4'],
  ])('%s is %s', (address, fault) => expect(serverAddressFault(address)).toBe(fault));

  it.each(['192.0.2.1', '10.0.0.1', '192.168.0.1', '172.16.0.1', '100.64.0.1', '223.255.255.255'])(
    '%s is one that it can have',
    (address) => expect(serverAddressFault(address)).toBeNull(),
  );
});
