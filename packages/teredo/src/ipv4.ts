/** Parses dotted-decimal IPv4: four numbers of 0..255 without leading zeros. Returns four bytes, or null. */
export function parseIPv4(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  const bytes: number[] = [];
  for (const part of parts) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part)) return null;
    const value = parseInt(part, 10);
    if (value > 255) return null;
    bytes.push(value);
  }
  return bytes;
}

/** Writes four bytes as dotted decimal. */
export function formatIPv4(bytes: number[]): string {
  return bytes.join('.');
}

/** Why an IPv4 address can't be one that a NAT shows to the internet. */
export type PrivateReason = 'rfc1918' | 'shared-address-space' | 'link-local' | 'loopback' | 'unspecified';

/**
 * Tells why an address isn't public, or null when nothing speaks against it. Sources: RFC 1918, RFC 6598
 * (carrier NAT, 100.64/10), RFC 3927, RFC 1122.
 */
export function privateReasonOf(bytes: number[]): PrivateReason | null {
  const first = bytes[0] ?? 0;
  const second = bytes[1] ?? 0;
  if (first === 10) return 'rfc1918';
  if (first === 172 && second >= 16 && second <= 31) return 'rfc1918';
  if (first === 192 && second === 168) return 'rfc1918';
  if (first === 100 && second >= 64 && second <= 127) return 'shared-address-space';
  if (first === 169 && second === 254) return 'link-local';
  if (first === 127) return 'loopback';
  if (first === 0) return 'unspecified';
  return null;
}
