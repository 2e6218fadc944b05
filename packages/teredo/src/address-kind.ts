import { parseIPv6 } from './ipv6';
import { isTeredoAddress } from './teredo-address';

/** What an IP address is, told by its prefix and never by the name of an interface. */
export type AddressKind =
  | 'teredo'
  | '6to4'
  | 'isatap'
  /** Global unicast that is none of the tunnels above. */
  | 'native-global'
  | 'unique-local'
  | 'link-local'
  /** fec0::/10, deprecated by RFC 3879; Windows prints it for its DNS servers. */
  | 'site-local'
  | 'multicast'
  | 'loopback'
  | 'unspecified'
  | 'other';

/** Identifiers that Windows XP gives its Teredo interface, `TEREDO` in ASCII among them. */
const XP_TEREDO_IDENTIFIERS = [
  [0, 0xffff, 0xffff, 0xfffd],
  [0, 0x5445, 0x5245, 0x444f],
  [0x8000, 0x5445, 0x5245, 0x444f],
];

/** Whether the last 64 bits are `0:5efe:a.b.c.d` or `200:5efe:a.b.c.d` (RFC 5214 section 6.1). */
function isIsatap(groups: number[]): boolean {
  const first = groups[4] ?? 0;
  return (first === 0 || first === 0x200) && groups[5] === 0x5efe;
}

function kindOfGroups(groups: number[]): AddressKind {
  const first = groups[0] ?? 0;
  if (first >= 0xff00) return 'multicast';
  if (isIsatap(groups)) return 'isatap';
  if ((first & 0xffc0) === 0xfe80) return 'link-local';
  if ((first & 0xffc0) === 0xfec0) return 'site-local';
  if ((first & 0xfe00) === 0xfc00) return 'unique-local';
  if (first === 0x2002) return '6to4';
  if ((first & 0xe000) === 0x2000) return 'native-global';
  const rest = groups.slice(0, 7).filter((group) => group !== 0).length;
  if (rest === 0 && groups[7] === 1) return 'loopback';
  return rest === 0 && groups[7] === 0 ? 'unspecified' : 'other';
}

/** Tells what an IPv6 address is; null when the text is none. ISATAP is told before its prefix. */
export function addressKindOf(text: string): AddressKind | null {
  const parsed = parseIPv6(text);
  if (parsed === null) return null;
  return isTeredoAddress(text) ? 'teredo' : kindOfGroups(parsed.groups);
}

function sameGroups(groups: number[], other: number[]): boolean {
  return groups.join() === other.join();
}

/** Whether a link-local address is one that Windows XP gives its Teredo interface. */
export function isXpTeredoLinkLocal(text: string): boolean {
  const parsed = parseIPv6(text);
  if (parsed === null || parsed.groups[0] !== 0xfe80) return false;
  const identifier = parsed.groups.slice(4);
  return XP_TEREDO_IDENTIFIERS.some((known) => sameGroups(identifier, known));
}
