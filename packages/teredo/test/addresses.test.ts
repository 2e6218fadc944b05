import { isIPv4, isIPv6, SocketAddress } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../../fixtures/addresses/teredo-addresses.json';
import {
  decodeTeredoAddress,
  encodeTeredoAddress,
  formatIPv4,
  formatIPv6,
  isTeredoAddress,
  parseIPv4,
  parseIPv6,
  privateReasonOf,
  type TeredoPrefix,
} from '../src/index';

const group = fc.integer({ min: 0, max: 0xffff });
const octet = fc.integer({ min: 0, max: 255 });
const dotted = fc.tuple(octet, octet, octet, octet).map((bytes) => bytes.join('.'));
const zeroHeavyGroups = fc.array(fc.oneof(fc.constant(0), group), { minLength: 8, maxLength: 8 });
const addressLikeText = fc
  .array(
    fc.constantFrom(
      '::',
      ':',
      '0',
      '1',
      'ffff',
      'ABCD',
      '00db',
      '12345',
      'g',
      '.',
      '192.0.2.1',
      '%eth0',
      '%',
    ),
    {
      maxLength: 18,
    },
  )
  .map((parts) => parts.join(''));

const isUnzoned = (text: string) => !text.includes('%');

describe('IPv4 text', () => {
  it('accepts exactly what the operating system accepts', () => {
    fc.assert(
      fc.property(fc.oneof(dotted, addressLikeText, fc.string()), (text) => {
        expect(parseIPv4(text) !== null).toBe(isIPv4(text));
      }),
    );
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(dotted, (text) => {
        expect(formatIPv4(parseIPv4(text)!)).toBe(text);
      }),
    );
  });

  it.each([
    ['10.255.0.1', 'rfc1918'],
    ['172.16.0.1', 'rfc1918'],
    ['172.15.0.1', null],
    ['192.168.3.4', 'rfc1918'],
    ['100.63.0.1', null],
    ['100.64.0.1', 'shared-address-space'],
    ['100.128.0.1', null],
    ['169.254.1.1', 'link-local'],
    ['127.0.0.1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['203.0.113.9', null],
  ])('says of %s that it is private because: %s', (text, reason) => {
    expect(privateReasonOf(parseIPv4(text)!)).toBe(reason);
  });
});

describe('IPv6 text', () => {
  it.each([
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:DB8:0:0:8:800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['FF01:0:0:0:0:0:0:101', 'ff01::101'],
    ['0:0:0:0:0:0:13.1.68.3', '::d01:4403'],
    ['::FFFF:192.0.2.1', '::ffff:192.0.2.1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8::0:1', '2001:db8::1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ])('writes %s as %s (RFC 5952)', (text, wanted) => {
    expect(formatIPv6(parseIPv6(text)!.groups)).toBe(wanted);
  });

  it.each([
    '1:2:3:4:5:6:7:8::',
    '1::2::3',
    ':1::2',
    '1:2:3',
    '12345::',
    '::1.2.3',
    '::1.2.3.04',
    '1.2.3.4::',
    'fe80::1%',
    '::/0',
  ])('refuses %s', (text) => expect(parseIPv6(text)).toBeNull());

  it('keeps the zone index', () => {
    expect(parseIPv6('fe80::1%eth0')).toEqual({ groups: [0xfe80, 0, 0, 0, 0, 0, 0, 1], zone: 'eth0' });
  });

  it('accepts exactly what the operating system accepts', () => {
    fc.assert(
      fc.property(fc.oneof(addressLikeText, fc.ipV6(), fc.string()).filter(isUnzoned), (text) => {
        expect(parseIPv6(text) !== null).toBe(isIPv6(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back as it was from what it writes', () => {
    fc.assert(
      fc.property(zeroHeavyGroups, (groups) => {
        expect(parseIPv6(formatIPv6(groups))!.groups).toEqual(groups);
      }),
    );
  });

  it('writes an address as the operating system writes it', () => {
    const isCompatible = (groups: number[]) => groups.slice(0, 6).every((value) => value === 0);
    fc.assert(
      fc.property(
        zeroHeavyGroups.filter((groups) => !isCompatible(groups)),
        (groups) => {
          const long = groups.map((value) => value.toString(16)).join(':');
          expect(formatIPv6(groups)).toBe(new SocketAddress({ address: long, family: 'ipv6' }).address);
        },
      ),
    );
  });
});

describe('Teredo address', () => {
  it.each(vectors.teredo)('decodes $text ($note)', ({ text, decoded }) => {
    expect(decodeTeredoAddress(text)).toEqual(decoded);
  });

  it.each(vectors.teredo)('encodes the parts of $text', ({ decoded }) => {
    expect(encodeTeredoAddress({ ...decoded, prefix: decoded.prefix as TeredoPrefix })).toBe(decoded.address);
  });

  it.each(vectors.notTeredo)('refuses %j', (text) => {
    expect(decodeTeredoAddress(text)).toBeNull();
    expect(isTeredoAddress(text)).toBe(false);
  });

  it('comes back part for part', () => {
    fc.assert(
      fc.property(
        fc.record({
          prefix: fc.constantFrom<TeredoPrefix>('2001:0', '3ffe:831f'),
          server: dotted,
          raw: group,
          udpPort: group,
          clientIPv4: dotted,
        }),
        ({ raw, ...rest }) => {
          const text = encodeTeredoAddress({ ...rest, flags: { raw } })!;
          const decoded = decodeTeredoAddress(text)!;
          expect(decoded).toMatchObject({ ...rest, address: text, flags: { raw } });
          expect(encodeTeredoAddress(decoded)).toBe(text);
        },
      ),
    );
  });

  it.each([
    { udpPort: 65536 },
    { udpPort: -1 },
    { udpPort: 1.5 },
    { udpPort: Number.NaN },
    { flags: { raw: 70000 } },
    { server: 'teredo.example' },
    { clientIPv4: '1.2.3' },
  ])('does not encode %j', (wrong) => {
    const right = {
      prefix: '2001:0' as const,
      server: '192.0.2.1',
      flags: { raw: 0 },
      udpPort: 1,
      clientIPv4: '203.0.113.1',
    };
    expect(encodeTeredoAddress({ ...right, ...wrong })).toBeNull();
  });

  it('fuzzed, never throws on any text', () => {
    fc.assert(fc.property(fc.oneof(addressLikeText, fc.string()), (text) => void decodeTeredoAddress(text)));
  });
});
