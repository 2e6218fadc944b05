import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * What no webhook may reach: this machine itself, its link, what is no single machine, and where clouds tell a machine its
 * own secrets (169.254.0.0/16 holds most of those).
 */
const IPV4 = [
  ['0.0.0.0', 8],
  ['100.100.100.200', 32],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['192.0.0.192', 32],
  ['224.0.0.0', 3],
] as const;

/** The same, and whatever of IPv6 may end at an IPv4 address that stands nowhere in it as such. */
const IPV6 = [
  // Unspecified, this machine, and IPv4-compatible addresses.
  ['::', 96],
  // RFC 2765: translated without state.
  ['::ffff:0:0:0', 96],
  // RFC 8215: translated by this network's own rules.
  ['64:ff9b:1::', 48],
  // Where clouds tell a machine its own secrets by IPv6: Amazon (and its pods), Google, Scaleway, Akamai, Oracle.
  ['fd00:ec2::', 32],
  ['fd20:ce::254', 128],
  ['fd00:42::42', 128],
  ['fd00:a9fe:a9fe::1', 128],
  ['fd00:c1::a9fe:a9fe', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

/** Ways of writing an IPv4 address into one of IPv6: what stands before it, and after how many bits it begins. */
const WITHIN = [
  // RFC 4291: mapped.
  { before: '::ffff:', bits: 96, after: '' },
  // RFC 6052: NAT64's own prefix.
  { before: '64:ff9b::', bits: 96, after: '' },
  // RFC 3056: 6to4.
  { before: '2002:', bits: 16, after: '::' },
] as const;

/** `169.254.0.0` as `a9fe:0`. */
function hexOf(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** IPv4 networks, and whatever of IPv6 may end there. */
function refuseIpv4(list: BlockList, network: string, prefix: number): void {
  list.addSubnet(network, prefix, 'ipv4');
  for (const { before, bits, after } of WITHIN)
    list.addSubnet(`${before}${hexOf(network)}${after}`, bits + prefix, 'ipv6');
}

const refused = new BlockList();
for (const [network, prefix] of IPV6) refused.addSubnet(network, prefix, 'ipv6');
for (const [network, prefix] of IPV4) refuseIpv4(refused, network, prefix);

const isIn = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');

function listOf(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const address of addresses) {
    if (isIP(address) === 4) refuseIpv4(list, address, 32);
    else list.addAddress(address, 'ipv6');
  }
  return list;
}

/** Every address that this machine has now: what listens on all of them answers there as it does on loopback. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));

/** Whether a webhook may be sent to this IP address. Private networks are: archives stand in them. */
export function isReachable(address: string, own: readonly string[] = ownAddresses()): boolean {
  return isIP(address) !== 0 && !isIn(refused, address) && !isIn(listOf(own), address);
}
