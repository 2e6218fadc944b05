import { consoleLines, shellCommandOf } from '../text/console-lines';
import { findIpTokens } from '../text/ip-tokens';
import {
  findJsonValues,
  isJsonObject,
  type JsonObject,
  jsonObjectsOf,
  propertyOf,
} from '../text/json-values';
import { textAt } from '../text/text-at';
import type { Link, LinksReading } from './link-reading';
import { firstAddressIn, linkAddressOf, makeLink, readingOfLinks } from './link-text';

function mtuIn(line: string): number | null {
  const match = /\smtu ([0-9]{1,7})(?=\s|$)/.exec(line);
  return match === null ? null : parseInt(textAt(match, 1), 10);
}

/** `9: teredo: <POINTOPOINT,UP> mtu 1280 ...`; the part of a name behind an at sign is the link below. */
function headingOf(line: string): Link | null {
  const match = /^\s{0,9}[0-9]{1,9}:\s{1,9}([^\s:@]{1,64})(?:@[^\s:]{1,64})?:\s{1,9}<([^>]{0,200})>/.exec(
    line,
  );
  if (match === null) return null;
  const flags = textAt(match, 2).split(',');
  return { ...makeLink(textAt(match, 1)), up: flags.indexOf('UP') !== -1, mtu: mtuIn(line) };
}

/** Links by name, in the order in which they were first named. */
interface LinkTable {
  links: Link[];
  byName: { [key: string]: Link };
}

function linkNamed({ links, byName }: LinkTable, name: string): Link {
  const known = byName[`=${name}`];
  if (known !== undefined) return known;
  const link = makeLink(name);
  byName[`=${name}`] = link;
  links.push(link);
  return link;
}

function addAddress(link: Link, text: string): void {
  const address = firstAddressIn(text);
  if (address !== null) link.addresses.push(address);
}

/** `9: teredo    inet6 2001:db8::1/64 scope global` of `ip -o`. */
function readOneLine(table: LinkTable, line: string): boolean {
  const match = /^\s{0,9}[0-9]{1,9}:\s{1,9}([^\s:@]{1,64})(?:@[^\s:]{1,64})?\s{1,40}inet6?\s(.{0,200})/.exec(
    line,
  );
  if (match !== null) addAddress(linkNamed(table, textAt(match, 1)), textAt(match, 2));
  return match !== null;
}

/** `teredo  UNKNOWN  2001:db8::1/64 fe80::1/64` of `ip -br addr`: UNKNOWN is how a tunnel is up. */
function readBrief(table: LinkTable, line: string): boolean {
  const match =
    /^([^\s:@]{1,64})(?:@[^\s:]{1,64})?\s{1,40}(UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT|TESTING|NOTPRESENT)(?:\s(.{0,4000}))?$/.exec(
      line,
    );
  if (match === null) return false;
  const link = linkNamed(table, textAt(match, 1));
  link.up = match[2] === 'UP' ? true : match[2] === 'UNKNOWN' ? 'unknown' : false;
  for (const token of findIpTokens(textAt(match, 3))) link.addresses.push(linkAddressOf(token));
  return true;
}

function linksOfText(text: string): Link[] {
  const table: LinkTable = { links: [], byName: {} };
  let current: Link | null = null;
  for (const line of consoleLines(text)) {
    if (shellCommandOf(line) !== null) continue;
    const heading = headingOf(line);
    if (heading !== null) {
      table.links.push(heading);
      current = heading;
    } else if (!readOneLine(table, line) && !readBrief(table, line)) {
      const address = /^\s{0,20}inet6?\s(.{0,200})/.exec(line);
      if (address !== null && current !== null) addAddress(current, textAt(address, 1));
    }
  }
  return table.links;
}

function linkOfObject(object: JsonObject): Link | null {
  const name = propertyOf(object, 'ifname');
  const entries = propertyOf(object, 'addr_info');
  if (typeof name !== 'string') return null;
  const link = makeLink(name);
  const flags = propertyOf(object, 'flags');
  const mtu = propertyOf(object, 'mtu');
  if (Array.isArray(flags)) link.up = flags.indexOf('UP') !== -1;
  if (typeof mtu === 'number') link.mtu = mtu;
  for (const entry of Array.isArray(entries) ? (entries as unknown[]) : []) {
    const local = isJsonObject(entry) ? propertyOf(entry, 'local') : null;
    const length = isJsonObject(entry) ? propertyOf(entry, 'prefixlen') : null;
    if (typeof local === 'string')
      addAddress(link, typeof length === 'number' ? `${local}/${length}` : local);
  }
  return link;
}

/** `ip -j` on a machine without any interface to show; older versions print an empty object for each. */
function isEmptyList(values: unknown[], objects: JsonObject[]): boolean {
  return Array.isArray(values[0]) && objects.every((object) => Object.keys(object).length === 0);
}

/**
 * Reads `ip addr`, with -o, -br or -j, by its key words (they are not translated) and by prefixes. Several stale Teredo
 * addresses may stand on one interface or on several. Never throws.
 */
export function readIpAddresses(text: string): LinksReading {
  const values = findJsonValues(text);
  const objects = jsonObjectsOf(values);
  const links: Link[] = [];
  for (const object of objects) {
    const link = linkOfObject(object);
    if (link !== null) links.push(link);
  }
  if (links.length === 0 && isEmptyList(values, objects)) return { ...readingOfLinks([]), readable: true };
  return readingOfLinks(links.length > 0 ? links : linksOfText(text));
}
