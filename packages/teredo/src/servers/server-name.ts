import { formatIPv4, parseIPv4, privateReasonOf } from '../ipv4';
import { canonicalHostName } from '../text/lines';

const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const NUMBERS_ONLY = /^[0-9.]+$/;
const MAX_HOST_NAME = 253;

/**
 * One spelling for one server: lower case, without spaces around it and without the dot at the end of a full name.
 * Null for what is neither a host name nor an IPv4 address.
 */
export function canonicalServerName(text: string): string | null {
  const name = canonicalHostName(text.trim());
  if (parseIPv4(name) !== null) return name;
  if (name.length > MAX_HOST_NAME || NUMBERS_ONLY.test(name)) return null;
  return HOST_NAME.test(name) ? name : null;
}

/**
 * The second address of a Teredo server, which clients assume to be the next IPv4 address (RFC 4380 section 5.2.1; both
 * Windows and Miredo do). Null when the first is no IPv4 address or is the last one there is.
 */
export function secondaryAddressOf(primary: string): string | null {
  const bytes = parseIPv4(primary);
  if (bytes === null) return null;
  for (let index = 3; index >= 0; index -= 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 255) {
      bytes[index] = byte + 1;
      return formatIPv4(bytes);
    }
    bytes[index] = 0;
  }
  return null;
}

/** Why no Teredo server can be asked at an address. */
export type ServerAddressFault =
  | 'not-ipv4'
  | 'unspecified'
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'reserved';

/**
 * What keeps an address from being a server's, or null. Private ranges are allowed: a laboratory or a site may run a
 * server of its own. Sources: RFC 1122, RFC 3927, RFC 5771 (224/4), RFC 1112 (240/4).
 */
export function serverAddressFault(address: string): ServerAddressFault | null {
  const bytes = parseIPv4(address);
  if (bytes === null) return 'not-ipv4';
  const first = bytes[0] ?? 0;
  if (first >= 240) return 'reserved';
  if (first >= 224) return 'multicast';
  const reason = privateReasonOf(bytes);
  return reason === 'rfc1918' || reason === 'shared-address-space' ? null : reason;
}
