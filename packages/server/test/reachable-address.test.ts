import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { isReachable, ownAddresses } from '../src/engine/outgoing/reachable-address';

it.each([
  ['192.0.2.1', true],
  ['10.1.2.3', true],
  ['2001:db8::1', true],
  ['fd00::1', true],
  ['127.8.9.1', false],
  ['0.0.0.0', false],
  ['169.254.169.254', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:169.254.169.254', false],
  ['::ffff:192.0.2.1', true],
  ['::127.0.0.1', false],
  ['::192.0.2.1', false],
  ['::ffff:0:127.0.0.1', false],
  ['fd00:ec2::254', false],
  ['fd00:ec2::23', false],
  ['fd00:ec3::254', true],
  ['fd20:ce::254', false],
  ['fd20:ce::255', true],
  ['fd00:42::42', false],
  ['fd00:a9fe:a9fe::1', false],
  ['fd00:c1::a9fe:a9fe', false],
  ['fec0::1', false],
  ['168.63.129.16', false],
  ['168.63.129.17', true],
  ['100.100.100.200', false],
  ['192.0.0.192', false],
  ['64:ff9b::127.0.0.1', false],
  ['64:ff9b::a9fe:a9fe', false],
  ['64:ff9b::168.63.129.16', false],
  ['64:ff9b::192.0.2.1', true],
  ['64:ff9b:1::192.0.2.1', false],
  ['64:ff9b:1:ffff::1', false],
  ['2002:7f00:1::1', false],
  ['2002:a9fe:a9fe::', false],
  ['2002:c000:201::1', true],
  ['example.com', false],
])('what is told outside may reach %s: %s', (address, may) => {
  expect(isReachable(address, [])).toBe(may);
});

it.each([
  ['192.0.2.7', false],
  ['192.0.2.8', true],
  ['::ffff:192.0.2.7', false],
  ['64:ff9b::c000:207', false],
  ['2002:c000:207::1', false],
  ['2001:db8::7', false],
  ['2001:db8:0:0:0:0:0:7', false],
  ['2001:db8::8', true],
])('of a server at 192.0.2.7 and 2001:db8::7 what is told outside may reach %s: %s', (address, may) => {
  expect(isReachable(address, ['192.0.2.7', '2001:db8::7'])).toBe(may);
});

it('reaches no address of this machine', () => {
  const own = Object.values(networkInterfaces()).flatMap((all) => all!.map(({ address }) => address));
  expect(ownAddresses()).toEqual(own);
  expect(own.filter((address) => isReachable(address))).toEqual([]);
});
