import { describe, expect, it } from 'vitest';
import { decodeTeredoAddress, diagnose, encodeTeredoAddress, parseIPv6 } from '../src/index';
import { teredoAddress, windows } from './factories';

const reasonOf = (clientIPv4: string) =>
  decodeTeredoAddress(
    encodeTeredoAddress({
      prefix: '2001:0',
      server: '192.0.2.1',
      flags: { raw: 0 },
      udpPort: 40000,
      clientIPv4,
    }) ?? '',
  )?.clientPrivateReason;

describe('a client address that is not one of the internet', () => {
  it.each([
    ['10.0.0.1', 'rfc1918'],
    ['172.16.0.1', 'rfc1918'],
    ['172.31.255.255', 'rfc1918'],
    ['192.168.0.1', 'rfc1918'],
    ['100.64.0.1', 'shared-address-space'],
    ['100.127.255.255', 'shared-address-space'],
    ['169.254.0.1', 'link-local'],
  ])('%s is %s', (address, reason) => expect(reasonOf(address)).toBe(reason));

  it.each([
    '11.0.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '173.16.0.1',
    '192.167.0.1',
    '193.168.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '101.64.0.1',
    '169.253.0.1',
    '169.255.0.1',
    '170.254.0.1',
    '203.0.113.254',
  ])('%s is none', (address) => expect(reasonOf(address)).toBeNull());
});

describe('an IPv6 address in text', () => {
  it.each([
    'fe80::1%12',
    'fe80::1%eth0',
    'fe80::1%a_b.c~d-e',
    '::ffff:192.0.2.1',
    '1:2:3:4:5:6:192.0.2.1',
    '::',
  ])('%s is one', (text) => expect(parseIPv6(text)).not.toBeNull());

  it.each([
    'fe80::1%',
    'fe80::1% 12',
    'fe80::1%e/0',
    'fe80::1%/e',
    'fe80::1%e%f',
    '192.0.2.1::',
    '::192.0.2.1:1',
    '1:192.0.2.1:3:4:5:6:7',
    '1:2:3:4:5:6:7:8::',
    '1:2:3:4::5:6:7:8',
    '1:2:3:4:5:6:7::192.0.2.1',
    '12345::',
    '',
  ])('%j is none', (text) => expect(parseIPv6(text)).toBeNull());

  it('may leave out one group, and all of them', () => {
    expect(parseIPv6('1:2:3:4:5:6:7::')?.groups).toEqual([1, 2, 3, 4, 5, 6, 7, 0]);
    expect(parseIPv6('1:2:3::5:6:7:8')?.groups).toEqual([1, 2, 3, 0, 5, 6, 7, 8]);
    expect(parseIPv6('::')?.groups).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('a server in the words of a diagnosis', () => {
  const said = (serverName: string | null) => {
    const seen = windows();
    const configured = { ...seen.configured, type: 'client' as const, serverName };
    const effective = {
      ...seen.effective,
      state: 'offline' as const,
      error: 'server-name-unresolved' as const,
    };
    return diagnose({ ...seen, configured, effective, ipv6: { ...seen.ipv6, disabledComponents: 0 } }).find(
      ({ code }) => code === 'server-unresolved',
    )?.text;
  };

  it('has its name where it is known', () => {
    expect(said('teredo.example')).toBe(
      'The Teredo server teredo.example cannot be found: its name gives no IPv4 address.',
    );
    expect(said('unknown')).toBe('The Teredo server cannot be found: its name gives no IPv4 address.');
    expect(said(null)).toBe('The Teredo server cannot be found: its name gives no IPv4 address.');
  });

  it('is left out of what is said of an address that there is not', () => {
    const codes = (address: string | null) => {
      const seen = windows();
      return diagnose({ ...seen, effective: { ...seen.effective, address } }).map(({ code }) => code);
    };
    expect(codes(null)).not.toContain('private-client-address');
    expect(codes(null)).not.toContain('retired-prefix');
    expect(codes(teredoAddress)).toContain('leftover-address');
  });
});
