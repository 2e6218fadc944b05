import { parseIPv4 } from '../ipv4';
import type { IPv6Address } from '../ipv6';
import { formatIPv6, parseIPv6 } from '../ipv6';
import { textAt } from './text-at';

/** An IP address found in running text. */
export interface IpToken {
  family: 4 | 6;
  /** RFC 5952 text without a zone, or dotted decimal. */
  address: string;
  zone: string | null;
  /** Length behind a slash (`/64`); null without one. */
  prefixLength: number | null;
  /** What stands right behind it in parentheses, as `Preferred`; null without. */
  mark: string | null;
}

const CANDIDATE =
  /[0-9a-f:][0-9a-f:.]{1,60}(?:%[0-9a-z._~-]{1,40})?(?:\/[0-9]{1,3})?(?:\s{0,3}\([^()]{0,40}\)?)?/gi;
const PARTS = /^([0-9a-f:.]{2,61})(%[0-9a-z._~-]{1,40})?(?:\/([0-9]{1,3}))?(?:\s{0,3}\(([^()]{0,40})\)?)?$/i;

function parseBody(text: string): IPv6Address | null {
  return parseIPv6(/[^:]:$/.test(text) || /\.$/.test(text) ? text.slice(0, -1) : text);
}

function tokenOf(candidate: string): IpToken | null {
  const match = PARTS.exec(candidate);
  if (match === null) return null;
  const body = textAt(match, 1);
  const zone = match[2] ? match[2].slice(1) : null;
  const prefixLength = match[3] ? parseInt(match[3], 10) : null;
  const mark = match[4] ? match[4].trim() : null;
  const dotted = body.replace(/\.$/, '');
  if (parseIPv4(dotted) !== null) return { family: 4, address: dotted, zone, prefixLength, mark };
  const parsed = body.indexOf(':') === -1 ? null : parseBody(body);
  return parsed === null ? null : { family: 6, address: formatIPv6(parsed.groups), zone, prefixLength, mark };
}

/** A label may end in letters that are hexadecimal digits: `Adresse:2001:db8::1`. */
function withoutLabel(candidate: string, before: string): string {
  const colon = candidate.indexOf(':');
  return colon !== -1 && /[A-Za-z\u00c0-\uffff]/.test(before) ? candidate.slice(colon + 1) : candidate;
}

/** Finds the addresses in a text, in their order. */
export function findIpTokens(text: string): IpToken[] {
  const tokens: IpToken[] = [];
  text.replace(CANDIDATE, (candidate: string, place: number) => {
    const token = tokenOf(withoutLabel(candidate, text.charAt(place - 1)));
    if (token !== null) tokens.push(token);
    return '';
  });
  return tokens;
}
