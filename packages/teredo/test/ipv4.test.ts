import { describe, expect, it } from 'vitest';
import { parseIPv4, privateReasonOf } from '../src/ipv4';

describe('an IPv4 address', () => {
  it.each([
    ['10.0.0.0', 'rfc1918'],
    ['10.255.255.255', 'rfc1918'],
    ['172.16.0.0', 'rfc1918'],
    ['172.31.255.255', 'rfc1918'],
    ['192.168.0.1', 'rfc1918'],
    ['100.64.0.0', 'shared-address-space'],
    ['100.127.255.255', 'shared-address-space'],
    ['169.254.0.1', 'link-local'],
    ['127.0.0.1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
  ])('%s is private: %s', (address, reason) => {
    expect(privateReasonOf(parseIPv4(address)!)).toBe(reason);
  });

  it.each([
    '9.255.255.255',
    '11.16.0.1',
    '172.15.255.255',
    '172.32.0.0',
    '173.16.0.1',
    '192.167.0.1',
    '192.169.0.1',
    '193.168.0.1',
    '100.63.255.255',
    '100.128.0.0',
    '101.64.0.1',
    '169.253.0.1',
    '169.255.0.1',
    '170.254.0.1',
    '192.0.2.1',
    '203.0.113.254',
  ])('%s is not private', (address) => {
    expect(privateReasonOf(parseIPv4(address)!)).toBeNull();
  });
});
