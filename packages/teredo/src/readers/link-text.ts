import { addressKindOf } from '../address-kind';
import { findIpTokens, type IpToken } from '../text/ip-tokens';
import { uniqueTexts } from '../text/unique';
import type { Link, LinkAddress, LinksReading } from './link-reading';

export function linkAddressOf(token: IpToken): LinkAddress {
  const kind = token.family === 4 ? 'ipv4' : (addressKindOf(token.address) ?? 'other');
  return { address: token.address, prefixLength: token.prefixLength, kind };
}

/** The first address in a text; masks, broadcasts and peers come behind it. */
export function firstAddressIn(text: string): LinkAddress | null {
  const token = findIpTokens(text)[0];
  return token === undefined ? null : linkAddressOf(token);
}

export function makeLink(name: string): Link {
  return { name, up: 'unknown', mtu: null, addresses: [] };
}

/** The first Teredo address on a link; null without one. */
export function teredoAddressOf(link: Link): string | null {
  return link.addresses.filter(({ kind }) => kind === 'teredo')[0]?.address ?? null;
}

function unique(links: Link[], kind: LinkAddress['kind']): string[] {
  const found: string[] = [];
  for (const { addresses } of links)
    for (const { address, kind: own } of addresses) if (own === kind) found.push(address);
  return uniqueTexts(found);
}

/** What links say together. */
export function readingOfLinks(links: Link[]): LinksReading {
  return {
    readable: links.length > 0,
    links,
    teredoAddresses: unique(links, 'teredo'),
    nativeGlobalAddress: unique(links, 'native-global')[0] ?? null,
  };
}
