import { describe, expect, it } from 'vitest';
import { readIfconfig } from '../../src/index';

const links = (...lines: string[]) => readIfconfig(lines.join('\n')).links;
const named = (line: string) => links(line).map(({ name, up, mtu }) => [name, up, mtu]);
const addresses = (line: string) =>
  links('t: flags=1<UP>', line)[0]?.addresses.map(({ address, prefixLength }) => [address, prefixLength]);

describe('the heading of a link in ifconfig', () => {
  it.each<[string, string, boolean, number | null]>([
    ['t: flags=4305<UP,POINTOPOINT>  mtu 1280', 't', true, 1280],
    ['  t:   FLAGS=8051<POINTOPOINT> metric 0 mtu 1280', 't', false, 1280],
    ['t: flags=0<>', 't', false, null],
    ['t: flags=1<UPPER>', 't', false, null],
    ['t: flags=1<UP> mtu 12345678', 't', true, null],
    ['t: flags=1<UP> xmtu 1280', 't', true, null],
    ['t         Link encap:UNSPEC  HWaddr 00', 't', false, null],
    ['  t Lien encap:Ethernet', 't', false, null],
  ])('%j names %s', (line, name, up, mtu) => expect(named(line)).toEqual([[name, up, mtu]]));

  it.each([
    'x t: flags=1<UP>',
    't: x flags=1<UP>',
    't:flags=1<UP>',
    't: flags=xyz<UP>',
    'a b Link encap:X',
    't encap:X',
    't Linkencap:X',
  ])('is not %j', (line) => expect(named(line)).toEqual([]));
});

describe('an address in ifconfig', () => {
  it.each<[string, [string, number | null][]]>([
    ['        inet6 2001:db8::1  prefixlen 64  scopeid 0x0<global>', [['2001:db8::1', 64]]],
    ['\tinet6 2001:db8::1 prefixlen 64', [['2001:db8::1', 64]]],
    ['        inet6 2001:db8::1/64', [['2001:db8::1', 64]]],
    ['        inet6 2001:db8::1 prefixlen 1280', [['2001:db8::1', null]]],
    ['        inet 192.0.2.1  netmask 255.255.255.0', [['192.0.2.1', null]]],
    ['        inet addr:192.0.2.1  Mask:255.255.255.0', [['192.0.2.1', null]]],
    ['        inet6-Adresse: 2001:db8::1/64', [['2001:db8::1', 64]]],
    ['        adr inet6: 2001:db8::1/64 Scope:Global', [['2001:db8::1', 64]]],
    ['        inet6 none', []],
    ['        inet67 2001:db8::1', []],
    ['        two words inet6 2001:db8::1', []],
    ['        a: inet6 2001:db8::1', []],
    ['# inet6 2001:db8::1', []],
  ])('%j is %j', (line, expected) => expect(addresses(line)).toEqual(expected));

  it('without a link before it is of none', () => {
    expect(links('        inet6 2001:db8::1/64')).toEqual([]);
    expect(links('$ ifconfig', 'a: flags=1<UP>', '$ t: flags=1<UP>').map(({ name }) => name)).toEqual(['a']);
  });
});

describe('the flags of the old form', () => {
  const once = (...lines: string[]) => links('t  Link encap:X', ...lines)[0];

  it('stand in the line of the first MTU', () => {
    expect(once('   UP RUNNING  MTU:1280  Metric:1')).toMatchObject({ up: true, mtu: 1280 });
    expect(once('   RUNNING UP  MTU:1280')).toMatchObject({ up: true });
    expect(once('   UPX  MTU:1280')).toMatchObject({ up: false, mtu: 1280 });
    expect(once('   UP RUNNING')).toMatchObject({ up: false, mtu: null });
    expect(once('   X  MTU:1280', '   UP  MTU:1500')).toMatchObject({ up: false, mtu: 1280 });
  });
});
