import { formatIPv4 } from './ipv4';
import { formatIPv6 } from './ipv6';

/** UDP port of Teredo servers (RFC 4380 section 2.7). */
export const TEREDO_SERVER_PORT = 3544;

/** What a Teredo server answered to a router solicitation. Addresses are text, numbers are as on the wire. */
export interface RouterAdvertisement {
  /** Eight bytes, the same as were sent; null when the answer is without authentication encapsulation. */
  nonce: number[] | null;
  /** Confirmation byte of the authentication encapsulation: 0, or 1 when the server wants new keys. */
  confirmation: number;
  /** Our address and port as the server saw them (origin indication); null when it was left out. */
  origin: { address: string; port: number } | null;
  /** IPv6 source and destination. The destination tells which kind of solicitation was answered. */
  source: string;
  destination: string;
  /** Whether the answer is to a solicitation with the cone bit. */
  cone: boolean;
  /** The advertised /64 prefix, RFC 5952 text: the Teredo prefix and the server's IPv4 address. */
  prefix: string;
  /** The server's IPv4 address, read from the prefix. */
  server: string;
  /** Link MTU option; null when it was left out. */
  mtu: number | null;
}

const NONCE_LENGTH = 8;
const IPV6_HEADER = 40;
const ICMPV6 = 58;
const ROUTER_SOLICITATION = 133;
const ROUTER_ADVERTISEMENT = 134;
const OPTION_PREFIX = 3;
const OPTION_MTU = 5;

/** fe80::8000:ffff:ffff:fffd, or fe80::ffff:ffff:fffd without the cone bit (RFC 4380 section 5.2.1). */
const CONE_SOURCE = [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0x80, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfd];
const PLAIN_SOURCE = [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfd];
const ALL_ROUTERS = [0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];

function byteAt(bytes: number[], index: number): number {
  return bytes[index] ?? 0;
}

function wordAt(bytes: number[], index: number): number {
  return byteAt(bytes, index) * 256 + byteAt(bytes, index + 1);
}

function addressAt(bytes: number[], start: number): string {
  const groups: number[] = [];
  for (let index = start; index < start + 16; index += 2) groups.push(wordAt(bytes, index));
  return formatIPv6(groups);
}

/** Ones' complement sum of 16-bit words; over a message that holds a right checksum it is 0xffff. */
function onesComplementSum(bytes: number[]): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) sum += wordAt(bytes, index);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
}

/** The pseudo-header of RFC 8200 section 8.1 before an ICMPv6 message, addresses as 32 bytes. */
function pseudoHeader(addresses: number[], length: number): number[] {
  return addresses.concat([0, 0, length >> 8, length & 255, 0, 0, 0, ICMPV6]);
}

/**
 * Makes the UDP payload of a router solicitation to a Teredo server: authentication encapsulation without a client id
 * (RFC 4380 section 5.1.1), IPv6 header, ICMPv6 type 133. `nonce` is eight random bytes that the answer must repeat.
 * With `cone` a server answers from another address than it was asked at.
 */
export function encodeRouterSolicitation(nonce: number[], cone: boolean): number[] {
  const authentication = [0, 1, 0, 0].concat(nonce, [0]);
  const addresses = (cone ? CONE_SOURCE : PLAIN_SOURCE).concat(ALL_ROUTERS);
  const message = [ROUTER_SOLICITATION, 0, 0, 0, 0, 0, 0, 0];
  const checksum = 0xffff - onesComplementSum(pseudoHeader(addresses, message.length).concat(message));
  message[2] = checksum >> 8;
  message[3] = checksum & 255;
  const header = [0x60, 0, 0, 0, 0, message.length, ICMPV6, 255];
  return authentication.concat(header, addresses, message);
}

interface Encapsulation {
  next: number;
  nonce: number[] | null;
  confirmation: number;
  origin: { address: string; port: number } | null;
}

function readAuthentication(bytes: number[], found: Encapsulation): void {
  const start = found.next;
  const nonceAt = start + 4 + byteAt(bytes, start + 2) + byteAt(bytes, start + 3);
  found.nonce = bytes.slice(nonceAt, nonceAt + NONCE_LENGTH);
  found.confirmation = byteAt(bytes, nonceAt + NONCE_LENGTH);
  found.next = nonceAt + NONCE_LENGTH + 1;
}

/** The port and address of an origin indication are sent inverted, so that no NAT on the way rewrites them. */
function readOrigin(bytes: number[], found: Encapsulation): void {
  const address: number[] = [];
  for (const byte of bytes.slice(found.next + 4, found.next + 8)) address.push(byte ^ 255);
  found.origin = { address: formatIPv4(address), port: wordAt(bytes, found.next + 2) ^ 0xffff };
  found.next += 8;
}

/** Headers before the IPv6 packet (RFC 4380 section 5.1.1): authentication, then origin, each at most once. */
function readEncapsulation(bytes: number[]): Encapsulation {
  const found: Encapsulation = { next: 0, nonce: null, confirmation: 0, origin: null };
  if (wordAt(bytes, found.next) === 1) readAuthentication(bytes, found);
  if (wordAt(bytes, found.next) === 0) readOrigin(bytes, found);
  return found;
}

function isRouterAdvertisement(packet: number[]): boolean {
  const length = wordAt(packet, 4);
  if (packet.length !== IPV6_HEADER + length) return false;
  if (byteAt(packet, 0) >> 4 !== 6 || byteAt(packet, 6) !== ICMPV6 || byteAt(packet, 7) !== 255) return false;
  const message = packet.slice(IPV6_HEADER);
  if (byteAt(message, 0) !== ROUTER_ADVERTISEMENT || byteAt(message, 1) !== 0) return false;
  return onesComplementSum(pseudoHeader(packet.slice(8, IPV6_HEADER), length).concat(message)) === 0xffff;
}

interface Options {
  prefixAt: number | null;
  mtu: number | null;
}

/** Options of RFC 4861 section 4.6, each its own length in units of eight bytes; null when one is damaged. */
function readOptions(packet: number[]): Options | null {
  const options: Options = { prefixAt: null, mtu: null };
  let at = IPV6_HEADER + 16;
  while (at < packet.length) {
    const kind = byteAt(packet, at);
    const length = byteAt(packet, at + 1) * 8;
    if (length === 0 || at + length > packet.length) return null;
    if (kind === OPTION_PREFIX && length === 32 && options.prefixAt === null) options.prefixAt = at + 16;
    if (kind === OPTION_MTU && length === 8)
      options.mtu = wordAt(packet, at + 4) * 65536 + wordAt(packet, at + 6);
    at += length;
  }
  return options;
}

/**
 * Reads the UDP payload of a Teredo server's answer. Null for anything that isn't a whole router advertisement with a
 * prefix and a right checksum. Never throws. The caller compares the nonce with the one it sent.
 */
export function decodeRouterAdvertisement(bytes: number[]): RouterAdvertisement | null {
  const outer = readEncapsulation(bytes);
  const packet = bytes.slice(outer.next);
  if (!isRouterAdvertisement(packet)) return null;
  const options = readOptions(packet);
  if (options === null || options.prefixAt === null) return null;
  const prefix = packet.slice(options.prefixAt, options.prefixAt + 8);
  return {
    nonce: outer.nonce,
    confirmation: outer.confirmation,
    origin: outer.origin,
    source: addressAt(packet, 8),
    destination: addressAt(packet, 24),
    cone: (byteAt(packet, 32) & 0x80) !== 0,
    prefix: addressAt(prefix, 0),
    server: formatIPv4(prefix.slice(4, 8)),
    mtu: options.mtu,
  };
}
