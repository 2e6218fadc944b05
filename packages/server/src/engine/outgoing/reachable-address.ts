import { BlockList, isIP } from 'node:net';

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
  ['fd00:ec2::254', 128],
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

const refused = new BlockList();
for (const [network, prefix] of IPV6) refused.addSubnet(network, prefix, 'ipv6');
for (const [network, prefix] of IPV4) {
  refused.addSubnet(network, prefix, 'ipv4');
  for (const { before, bits, after } of WITHIN)
    refused.addSubnet(`${before}${hexOf(network)}${after}`, bits + prefix, 'ipv6');
}

/** Whether a webhook may be sent to this IP address. Private networks are: archives stand in them. */
export function isReachable(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !refused.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
