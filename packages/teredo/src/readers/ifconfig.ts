import { consoleLines, shellCommandOf } from '../text/console-lines';
import { textAt } from '../text/text-at';
import type { Link, LinksReading } from './link-reading';
import { firstAddressIn, makeLink, readingOfLinks } from './link-text';

function mtuIn(line: string): number | null {
  const match = /\bmtu[ :]([0-9]{1,7})(?![0-9])/i.exec(line);
  return match === null ? null : parseInt(textAt(match, 1), 10);
}

/** `teredo: flags=4305<UP,POINTOPOINT>  mtu 1280` of Linux today and of BSD. */
function headingToday(line: string): Link | null {
  const match = /^\s{0,20}([^\s:]{1,64}):\s{1,9}flags=[0-9a-f]{1,16}<([^>]{0,200})>/i.exec(line);
  if (match === null) return null;
  const flags = textAt(match, 2).split(',');
  return { ...makeLink(textAt(match, 1)), up: flags.indexOf('UP') !== -1, mtu: mtuIn(line) };
}

/** `teredo    Link encap:UNSPEC  HWaddr ...`: a name and a word of any language before `encap:`. */
function headingOnce(line: string): Link | null {
  const match = /^\s{0,20}([^\s:]{1,64})\s{1,40}[^\s:]{1,40} encap:/.exec(line);
  return match === null ? null : { ...makeLink(textAt(match, 1)), up: false };
}

/** Flags of the old form stand in the line of the MTU: `UP POINTOPOINT RUNNING NOARP  MTU:1500  Metric:1`. */
function readFlagsOnce(link: Link, line: string): void {
  const mtu = mtuIn(line);
  if (mtu === null || link.mtu !== null) return;
  link.mtu = mtu;
  if (/\sUP\s/.test(` ${line} `)) link.up = true;
}

/** What follows `inet` or `inet6`, with the word that the old form puts behind it in any language. */
function readAddress(link: Link, line: string): void {
  const match = /^\s{0,40}(?:[^\s:]{1,20} )?inet6?(?![0-9])[\s\-.]?(.{0,200})/.exec(line);
  const address = match === null ? null : firstAddressIn(textAt(match, 1));
  const length = /\sprefixlen ([0-9]{1,3})(?![0-9])/.exec(line);
  if (address === null) return;
  if (length !== null) address.prefixLength = parseInt(textAt(length, 1), 10);
  link.addresses.push(address);
}

/** Reads `ifconfig` of Linux (both forms, the old one in any language) and of BSD. Never throws. */
export function readIfconfig(text: string): LinksReading {
  const links: Link[] = [];
  for (const line of consoleLines(text)) {
    if (shellCommandOf(line) !== null) continue;
    const heading = headingToday(line) ?? headingOnce(line);
    const current = links[links.length - 1];
    if (heading !== null) links.push(heading);
    else if (current !== undefined) {
      readAddress(current, line);
      readFlagsOnce(current, line);
    }
  }
  return readingOfLinks(links);
}
