import { addressKindOf } from '../address-kind';
import { consoleLines, shellCommandOf } from '../text/console-lines';
import { findIpTokens } from '../text/ip-tokens';
import { textAt } from '../text/text-at';
import { uniqueTexts } from '../text/unique';
import type { MiredoLogLine, MiredoLogReading } from './miredo-log-reading';

/** A longer line is kept in part. */
const TEXT_CAP = 1000;

/** The program's name, its process id where syslog knows one, and the text. */
function logLineOf(line: string): MiredoLogLine | null {
  if (shellCommandOf(line) !== null) return null;
  const match = /(?:^|\s)miredo(?:\[([0-9]{1,10})\])?:\s?(.*)/.exec(line);
  if (match === null) return null;
  return { pid: match[1] ? parseInt(match[1], 10) : null, text: textAt(match, 2).slice(0, TEXT_CAP) };
}

function teredoIn(line: MiredoLogLine): string[] {
  const found: string[] = [];
  for (const { address } of findIpTokens(line.text))
    if (addressKindOf(address) === 'teredo') found.push(address);
  return found;
}

/** MTU is a name that is not translated; its number stands behind it. */
function mtuIn({ text }: MiredoLogLine): number | null {
  const match = /\bMTU\s{0,3}:\s{0,3}([0-9]{3,5})(?![0-9])/i.exec(text);
  return match === null ? null : parseInt(textAt(match, 1), 10);
}

/**
 * Reads Miredo's log, on its own or among others' lines, in any locale. It is evidence and no proof: nothing is concluded
 * from its words. Never throws.
 */
export function readMiredoLog(text: string): MiredoLogReading {
  const lines: MiredoLogLine[] = [];
  const addresses: string[] = [];
  let mtu: number | null = null;
  for (const line of consoleLines(text)) {
    const logged = logLineOf(line);
    if (logged === null) continue;
    lines.push(logged);
    for (const address of teredoIn(logged)) addresses.push(address);
    mtu = mtuIn(logged) ?? mtu;
  }
  return { readable: lines.length > 0, lines, teredoAddresses: uniqueTexts(addresses), mtu };
}
