import type { PrivateReason } from './ipv4';
import { formatIPv4, parseIPv4, privateReasonOf } from './ipv4';
import { formatIPv6, parseIPv6 } from './ipv6';

/** `2001:0` is 2001::/32 of RFC 4380; `3ffe:831f` was used by Windows XP and 2003 before MS06-064. */
export type TeredoPrefix = '2001:0' | '3ffe:831f';

/** The 16 flag bits, `CRAA AAUG AAAA AAAA` (RFC 4380 section 4, RFC 5991 section 3). */
export interface TeredoFlags {
  raw: number;
  /** C: the client thought itself behind a cone NAT. RFC 5991 clients always send 0. */
  cone: boolean;
  /** The twelve bits A as one number, 0..4095; 0 from clients older than RFC 5991. */
  randomBits: number;
  /** U, always 0 in an address that a client made. */
  universalLocal: boolean;
  /** G, always 0 in an address that a client made. */
  group: boolean;
}

/** A Teredo address taken apart. */
export interface TeredoAddress {
  /** RFC 5952 text, without a zone. */
  address: string;
  prefix: TeredoPrefix;
  /** IPv4 of the Teredo server. */
  server: string;
  flags: TeredoFlags;
  /** The UDP port that the server saw, 0..65535. */
  udpPort: number;
  /** The IPv4 address that the server saw: the NAT's outside, when a mapping was learnt. */
  clientIPv4: string;
  /** True when `clientIPv4` can't be an address on the internet: no NAT mapping was learnt. */
  clientIsPrivate: boolean;
  clientPrivateReason: PrivateReason | null;
}

/** What `encodeTeredoAddress` needs; a decoded address will do. */
export interface TeredoAddressParts {
  prefix: TeredoPrefix;
  server: string;
  flags: { raw: number };
  udpPort: number;
  clientIPv4: string;
}

function readFlags(raw: number): TeredoFlags {
  return {
    raw,
    cone: (raw & 0x8000) !== 0,
    randomBits: ((raw & 0x3c00) >> 2) | (raw & 0x00ff),
    universalLocal: (raw & 0x0200) !== 0,
    group: (raw & 0x0100) !== 0,
  };
}

function prefixOf(groups: number[]): TeredoPrefix | null {
  if (groups[0] === 0x2001 && groups[1] === 0) return '2001:0';
  if (groups[0] === 0x3ffe && groups[1] === 0x831f) return '3ffe:831f';
  return null;
}

function bytesOf(high: number, low: number): number[] {
  return [high >> 8, high & 255, low >> 8, low & 255];
}

function groupsOf(bytes: number[]): number[] {
  return [(bytes[0] ?? 0) * 256 + (bytes[1] ?? 0), (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0)];
}

function isGroup(value: number): boolean {
  return value >= 0 && value <= 0xffff && Math.floor(value) === value;
}

/** Takes a Teredo address apart (RFC 4380 section 4), of either prefix. Null when the text isn't one. */
export function decodeTeredoAddress(text: string): TeredoAddress | null {
  const parsed = parseIPv6(text);
  const prefix = parsed === null ? null : prefixOf(parsed.groups);
  if (parsed === null || prefix === null) return null;
  const groups = parsed.groups;
  const client = bytesOf((groups[6] ?? 0) ^ 0xffff, (groups[7] ?? 0) ^ 0xffff);
  const reason = privateReasonOf(client);
  return {
    address: formatIPv6(groups),
    prefix,
    server: formatIPv4(bytesOf(groups[2] ?? 0, groups[3] ?? 0)),
    flags: readFlags(groups[4] ?? 0),
    udpPort: (groups[5] ?? 0) ^ 0xffff,
    clientIPv4: formatIPv4(client),
    clientIsPrivate: reason !== null,
    clientPrivateReason: reason,
  };
}

/** Puts a Teredo address together, as RFC 5952 text. Null when a part is out of range or not IPv4 text. */
export function encodeTeredoAddress(parts: TeredoAddressParts): string | null {
  const server = parseIPv4(parts.server);
  const client = parseIPv4(parts.clientIPv4);
  if (server === null || client === null || !isGroup(parts.flags.raw) || !isGroup(parts.udpPort)) return null;
  const prefix = parts.prefix === '2001:0' ? [0x2001, 0] : [0x3ffe, 0x831f];
  const hidden: number[] = [];
  for (const group of groupsOf(client)) hidden.push(group ^ 0xffff);
  return formatIPv6(prefix.concat(groupsOf(server), [parts.flags.raw, parts.udpPort ^ 0xffff], hidden));
}

/** Whether the text is an address inside a Teredo prefix. Interface names never tell; prefixes do. */
export function isTeredoAddress(text: string): boolean {
  return decodeTeredoAddress(text) !== null;
}
