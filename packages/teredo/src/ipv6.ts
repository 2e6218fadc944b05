import { formatIPv4, parseIPv4 } from './ipv4';
import { textAt } from './text/text-at';

/** An IPv6 address: eight numbers of 0..65535, and the zone index when the text had one (`fe80::1%eth0`). */
export interface IPv6Address {
  groups: number[];
  zone: string | null;
}

const GROUP = /^[0-9a-fA-F]{1,4}$/;

function parseGroups(text: string, mayEndInIPv4: boolean): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = textAt(parts, index);
    if (GROUP.test(part)) {
      groups.push(parseInt(part, 16));
      continue;
    }
    const bytes = mayEndInIPv4 && index === parts.length - 1 ? parseIPv4(part) : null;
    if (bytes === null) return null;
    groups.push((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0), (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0));
  }
  return groups;
}

function parseUnzoned(text: string): number[] | null {
  const gap = text.indexOf('::');
  if (gap === -1) {
    const groups = parseGroups(text, true);
    return groups !== null && groups.length === 8 ? groups : null;
  }
  const head = parseGroups(text.slice(0, gap), false);
  const tail = parseGroups(text.slice(gap + 2), true);
  if (head === null || tail === null || head.length + tail.length > 7) return null;
  const zeros: number[] = [];
  while (head.length + zeros.length + tail.length < 8) zeros.push(0);
  return head.concat(zeros, tail);
}

/**
 * Parses every text form of RFC 4291 section 2.2 (shortened, embedded IPv4, any case) and the zone index of
 * RFC 4007 section 11. Returns null for anything else, a prefix length included.
 */
export function parseIPv6(text: string): IPv6Address | null {
  const percent = text.indexOf('%');
  const zone = percent === -1 ? null : text.slice(percent + 1);
  if (zone !== null && !/^[0-9A-Za-z_.~-]+$/.test(zone)) return null;
  const groups = parseUnzoned(percent === -1 ? text : text.slice(0, percent));
  return groups === null ? null : { groups, zone };
}

/** The longest run of at least two zero groups, the first of equals (RFC 5952 section 4.2). */
function longestZeroRun(groups: number[]): { start: number; length: number } {
  let best = { start: -1, length: 1 };
  let start = -1;
  for (let index = 0; index <= groups.length; index += 1) {
    if (groups[index] === 0) {
      if (start === -1) start = index;
    } else if (start !== -1) {
      if (index - start > best.length) best = { start, length: index - start };
      start = -1;
    }
  }
  return best;
}

function hexGroups(groups: number[]): string {
  const parts: string[] = [];
  for (const group of groups) parts.push(group.toString(16));
  return parts.join(':');
}

function isMappedIPv4(groups: number[]): boolean {
  for (let index = 0; index < 5; index += 1) if (groups[index] !== 0) return false;
  return groups[5] === 0xffff;
}

/** Writes eight groups as RFC 5952 asks: lower case, no leading zeros, one `::`, IPv4-mapped in dotted form. */
export function formatIPv6(groups: number[]): string {
  if (isMappedIPv4(groups)) {
    const high = groups[6] ?? 0;
    const low = groups[7] ?? 0;
    return `::ffff:${formatIPv4([high >> 8, high & 255, low >> 8, low & 255])}`;
  }
  const run = longestZeroRun(groups);
  if (run.start === -1) return hexGroups(groups);
  return `${hexGroups(groups.slice(0, run.start))}::${hexGroups(groups.slice(run.start + run.length))}`;
}
