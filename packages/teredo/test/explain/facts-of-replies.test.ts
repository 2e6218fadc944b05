import { describe, expect, it } from 'vitest';
import { replyFacts } from '../../src/explain/facts/other-facts';
import { explain, readReply } from '../../src/index';
import { facts, of } from './facts-of-text';

describe('what replies say', () => {
  const WORTH = 'Worth: no reply proves a change: a policy may still rule. Read the state back.';
  const WORDS =
    'Outcome: in words, which differ by language: they prove neither that it worked nor that it failed';
  it.each([
    ['ok-zhcn.txt', ['Answer: 确定.', WORDS, WORTH]],
    ['ok-imagined-fi.txt', ['Answer: Selvä.', WORDS, WORTH]],
    [
      'refused-zhcn.txt',
      [
        'Answer: 参数错误.',
        'Outcome: refused: a parameter is wrong, or this Windows does not know it',
        WORTH,
      ],
    ],
    [
      'reset-partial-zhcn.txt',
      [
        'Otherwise: 正在重置 ,失败.',
        'Outcome: 1 of 6 parts went otherwise than the others; refused: access denied; run it as administrator',
        WORTH,
      ],
    ],
    [
      'reset-partial-imagined-fi.txt',
      [
        'Otherwise: Nollataan Neighbor, ei onnistunut. / Nollataan , ei onnistunut.',
        'Outcome: 2 of 8 parts went otherwise than the others',
        WORTH,
      ],
    ],
    ['reset-done-zhcn.txt', ['Parts: 6', 'Outcome: all 6 parts went alike', WORTH]],
  ])('in %s', (name, expected) => expect(of(`replies/${name}`).map(([, told]) => told)).toEqual([expected]));

  it('stand beside the command they answer', () => {
    expect(of('replies/net-stop-then-start-zhcn.txt').map(([, told]) => told)).toEqual([
      [
        'Command: net stop iphlpsvc',
        'Answer: IP Helper 服务正在停止. / IP Helper 服务已成功停止.',
        WORDS,
        WORTH,
      ],
      [
        'Command: net start iphlpsvc',
        'Answer: IP Helper 服务正在启动 . / IP Helper 服务已经启动成功.',
        WORDS,
        WORTH,
      ],
    ]);
    expect(of('replies/sc-config-then-start-zhcn.txt')).toMatchObject([
      [
        'reply',
        ['Command: sc config iphlpsvc start= auto', 'Answer: [SC] ChangeServiceConfig 成功', WORDS, WORTH],
      ],
      ['services', ['iphlpsvc: running, answer 1056: it already runs']],
    ]);
  });

  it('of many words prove nothing either', () => {
    const long = 'C:\\>netsh interface teredo set state client\na b\nc d\ne f\ng h\n';
    expect(facts(long)[0]?.[1]).toEqual([
      'Command: netsh interface teredo set state client',
      'Answer: a b / c d / e f',
      'Outcome: in words of several lines: they prove neither that it worked nor that it failed',
      WORTH,
    ]);
    expect(facts('C:\\>sc config x start= auto\nX FAILED 87:\n')[0]?.[1]).toBeDefined();
  });

  it('name the number of an error', () => {
    const text = 'C:\\>net start x\nMore help is available by typing NET HELPMSG 87.\n';
    expect(replyFacts(readReply(text), 'net start x').map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Command: net start x',
      'Answer: More help is available by typing NET HELPMSG 87.',
      'Outcome: refused: a parameter is wrong, or this Windows does not know it',
      'Error: 87',
      WORTH,
    ]);
  });

  it('that explain a command say that nothing was read', () => {
    expect(of('replies/help-msg.txt')).toEqual([
      [
        'command-help',
        ['Worth: a command explains how it is used: nothing was read and nothing was changed'],
      ],
    ]);
  });
});

describe('an address', () => {
  it.each([
    ['2002:c000:201::1', 'a 6to4 address, not Teredo'],
    ['2001:db8::5efe:c000:201', 'an ISATAP address, not Teredo'],
    ['2001:db8::5', 'an ordinary IPv6 address of the internet, not Teredo'],
    ['fd00::1', 'a private IPv6 address, not Teredo'],
    ['fe80::1', 'a link-local IPv6 address: it counts on its own network only'],
    ['fec0::1', 'a site-local IPv6 address, out of use'],
    ['ff02::1', 'a multicast address'],
    ['::1', 'the address of the machine itself'],
    ['::', 'the empty address'],
    ['4000::1', 'an IPv6 address of no use on the internet'],
    ['192.0.2.1', 'an IPv4 address; a Teredo address is IPv6 and begins with 2001:0:'],
    ['2001:0:c000:201:1410:7050:34ff:8ee8', 'a Teredo address'],
  ])('%s is %s', (address, words) => {
    expect(facts(address)).toEqual([['address', [`${address}: ${words}`]]]);
  });

  it('is none where it is a network, as in the routes of "route print"', () => {
    const routes =
      'C:\\>route print -6\n 14     58 ::/0                     On-link\n 14     58 2001::/32                On-link\n';
    expect(facts(routes)).toEqual([['not-understood', []]]);
    expect(facts(`${routes} 14    306 2001:0:c000:201:1410:7050:34ff:8ee8/128\n`)).toEqual([
      ['address', ['2001:0:c000:201:1410:7050:34ff:8ee8: a Teredo address']],
    ]);
    expect(facts('see 2001:0:c000:201:1410:7050:34ff:8ee8/32 here')[0]?.[0]).toBe('address');
  });

  it.each(['2001::/32', '2001:0:c000:201::/64', '::/0'])('is a network where %s stands alone', (network) => {
    expect(facts(network)).toEqual([['address', [`${network}: a network, and the address of no machine`]]]);
    expect(explain([{ source: null, text: network }], 0).addresses).toEqual([]);
  });

  const partsOf = (address: string) =>
    explain([{ source: null, text: address }], 0).addresses.map(({ facts }) =>
      facts.map(({ name, value }) => `${name}: ${value}`),
    );

  it('of Teredo is taken apart', () => {
    expect(partsOf('2001:0:c000:201:1410:7050:34ff:8ee8')).toEqual([
      [
        'Teredo address: 2001:0:c000:201:1410:7050:34ff:8ee8',
        'Server: 192.0.2.1',
        'Client: 203.0.113.23',
        'UDP port: 36783',
        'Flags: 0x1410, not cone',
      ],
    ]);
    expect(partsOf('3ffe:831f:c000:201:8300:38a1:34ff:8ef9')).toEqual([
      [
        'Teredo address: 3ffe:831f:c000:201:8300:38a1:34ff:8ef9',
        'Prefix: 3ffe:831f, which Windows XP used before 2006',
        'Server: 192.0.2.1',
        'Client: 203.0.113.6',
        'UDP port: 51038',
        'Flags: 0x8300, cone',
        'Besides: bits are set that no client sets: the address was altered by hand',
      ],
    ]);
  });

  it.each(['100', '200', '8300'])('of Teredo with the flags 0x%s was altered by hand', (flags) => {
    expect(partsOf(`2001:0:c000:201:${flags}:7050:34ff:8ee8`)[0]?.join()).toContain('altered by hand');
  });

  it.each([
    ['f5f5:a835', '10.10.87.202, a private address'],
    ['9b9b:fffe', "100.100.0.1, an address within the provider's own NAT"],
    ['5601:fffe', '169.254.0.1, an address that no DHCP server gave'],
    ['80ff:fffe', '127.0.0.1, the machine itself'],
    ['ffff:ffff', '0.0.0.0, no address'],
  ])('of Teredo that ends in %s stands for %s', (end, words) => {
    expect(partsOf(`2001:0:c000:201:867:7ed:${end}`)[0]).toContain(
      `Client: ${words}: no NAT mapping was learnt, nobody can answer it`,
    );
  });
});
