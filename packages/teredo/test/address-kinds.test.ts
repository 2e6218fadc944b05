import { describe, expect, it } from 'vitest';
import { addressKindOf, isXpTeredoLinkLocal } from '../src/index';

describe('the kind of an address', () => {
  it.each([
    ['2001::1', 'teredo'],
    ['2001:0:ffff::1', 'teredo'],
    ['2001:1::1', 'native-global'],
    ['3ffe:831f::1', 'teredo'],
    ['3ffe:831e::1', 'native-global'],
    ['2002::1', '6to4'],
    ['2003::1', 'native-global'],
    ['2000::', 'native-global'],
    ['3fff::1', 'native-global'],
    ['1fff::1', 'other'],
    ['4000::1', 'other'],
    ['fe80::1', 'link-local'],
    ['febf::1', 'link-local'],
    ['fec0::1', 'site-local'],
    ['feff::1', 'site-local'],
    ['fe7f::1', 'other'],
    ['fc00::1', 'unique-local'],
    ['fdff::1', 'unique-local'],
    ['fbff::1', 'other'],
    ['ff00::1', 'multicast'],
    ['ff02::5efe:c000:201', 'multicast'],
    ['fe80::5efe:c000:201', 'isatap'],
    ['fe80::200:5efe:c000:201', 'isatap'],
    ['2001:db8::5efe:c000:201', 'isatap'],
    ['fe80::100:5efe:c000:201', 'link-local'],
    ['fe80::5eff:c000:201', 'link-local'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['::2', 'other'],
    ['1::', 'other'],
    ['0:1::1', 'other'],
    ['', null],
    ['x', null],
    ['192.0.2.1', null],
  ])('%j is %j', (text, kind) => {
    expect(addressKindOf(text)).toBe(kind);
  });

  it.each([
    ['fe80::ffff:ffff:fffd', true],
    ['fe80::5445:5245:444f', true],
    ['fe80::8000:5445:5245:444f', true],
    ['fe80::8000:ffff:ffff:fffd', false],
    ['fe80::5445:5245:444e', false],
    ['fe81::5445:5245:444f', false],
    ['x', false],
  ])("%s is one of XP's for Teredo: %s", (text, is) => {
    expect(isXpTeredoLinkLocal(text)).toBe(is);
  });
});
