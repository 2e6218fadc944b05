import { describe, expect, it } from 'vitest';
import { kindOfLine } from '../../src/explain/line-signatures';

describe('a row that ends in an address', () => {
  it.each([
    'Public Preferred 1h 1h 2001:db8::1',
    '  Public      Preferred    29d23h    6d23h  fe80::1%12',
    'Öffentlich\tBevorzugt\tunendlich\tunendlich\t2001:db8::1',
    'a b c d ::1',
    'a b c d e f 2001:db8::1',
  ])('is one of show addresses: %j', (line) => expect(kindOfLine(line)).toBe('netsh-addresses'));

  it.each([
    'a b c 2001:db8::1',
    'a  b    c   2001:db8::1',
    'Interface 12: a b 2001:db8::1',
    'a b c d 192.0.2.1',
    'a b c d words',
    'a b c d 2001:db8::1 x',
    'a b c d 1',
    '2001:db8::1',
    '',
  ])('is none of them: %j', (line) => expect(kindOfLine(line)).toBeNull());
});

describe('a route of ip', () => {
  it.each([
    '2001::/32 dev teredo proto kernel metric 256 pref medium',
    'default dev teredo metric 1029',
    '   default dev teredo metric 1029',
    '\t2001::/32 proto kernel metric 256',
  ])('is told, indented or not: %j', (line) => expect(kindOfLine(line)).toBe('ip-routes'));

  it.each([
    'the default dev x',
    '   nexthop via fe80::1 dev eth0 weight 1',
    `${' '.repeat(30)}default dev x`,
  ])('is none: %j', (line) => expect(kindOfLine(line)).toBeNull());
});

describe('a line of a dump', () => {
  it.each([
    'pushd interface teredo',
    '  pushd interface ipv6  ',
    'set state type=client servername=teredo.example',
    'set state disabled',
    'set teredo enterpriseclient default',
    'popd',
  ])('is told: %j', (line) => expect(kindOfLine(line)).toBe('netsh-dump'));

  it.each([
    'pushd interface ipv4',
    'pushd',
    'set state of mind',
    'set interface type=client',
    'set state clients',
    'popd x',
    'x popd',
  ])('is not %j', (line) => expect(kindOfLine(line)).toBeNull());
});
