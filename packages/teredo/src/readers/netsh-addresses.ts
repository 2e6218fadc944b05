import { addressKindOf } from '../address-kind';
import { spacedCells } from '../text/columns';
import { consoleLines, windowsCommandOf, withoutLineNumbers } from '../text/console-lines';
import { findIpTokens, type IpToken } from '../text/ip-tokens';
import { textAt } from '../text/text-at';
import { uniqueTexts } from '../text/unique';
import { markOf, preferredWordOf } from './ipconfig-marks';
import type { NetshAddress, NetshAddressesReading } from './netsh-ipv6-reading';

interface Heading {
  index: number | null;
  name: string | null;
}

interface Row {
  token: IpToken;
  cells: string[];
  heading: Heading;
}

/** Where a console of 80 columns breaks a line: an address at the end of a row may reach beyond. */
const CONSOLE_WIDTH = 79;

/** The heading of an interface: a number, a colon and a name. Any language's word for interface may stand before. */
function headingOf(line: string): Heading | null {
  const match = /^([^0-9:]{0,60})([0-9]{1,10})\s{0,3}:\s{0,9}([^\s].{0,300})$/.exec(line);
  return match === null ? null : { index: parseInt(textAt(match, 2), 10), name: textAt(match, 3).trim() };
}

function joinWrapped(lines: string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const before = textAt(joined, joined.length - 1);
    const isRest = before.length >= CONSOLE_WIDTH && /^[0-9a-f:]{1,39}(?:%[0-9]{1,10})?$/i.test(line);
    if (isRest) joined[joined.length - 1] = before + line;
    else joined.push(line);
  }
  return joined;
}

/** Columns before the address; where padding was lost, words. */
function cellsBefore(line: string, address: string): string[] {
  const before = line.slice(0, Math.max(0, line.lastIndexOf(address)));
  const cells = spacedCells(before);
  if (cells.length >= 4) return cells;
  const words = before.split(' ').filter((word) => word.trim() !== '');
  return words.length === 4 ? words : cells;
}

function rowOf(line: string, heading: Heading): Row | null {
  const tokens = findIpTokens(line).filter(({ family }) => family === 6);
  const token = tokens[tokens.length - 1];
  if (token === undefined) return null;
  const last = textAt(/\S{1,100}$/.exec(line), 0);
  return findIpTokens(last).length === 1 ? { token, cells: cellsBefore(line, last), heading } : null;
}

function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let heading: Heading = { index: null, name: null };
  for (const line of joinWrapped(withoutLineNumbers(consoleLines(text)))) {
    if (windowsCommandOf(line) !== null) continue;
    const row = rowOf(line, heading);
    if (row === null) heading = headingOf(line) ?? heading;
    else rows.push(row);
  }
  return rows;
}

function addressOf({ token, cells, heading }: Row, preferredWord: string | null): NetshAddress {
  const stateText = cells[1] ?? null;
  return {
    address: token.address,
    zone: token.zone,
    kind: addressKindOf(token.address) ?? 'other',
    interfaceIndex: heading.index,
    interfaceName: heading.name,
    typeText: cells[0] ?? null,
    stateText,
    state: stateText === null ? 'unknown' : markOf(stateText, preferredWord),
  };
}

/** The same address twice (two pastes of one machine) counts once. */
function addressesOfKind(addresses: NetshAddress[], kind: NetshAddress['kind']): string[] {
  return uniqueTexts(addresses.filter((row) => row.kind === kind).map(({ address }) => address));
}

/**
 * Reads `netsh interface ipv6 show addresses`: under a heading with a number and a name, rows that end in an address.
 * The words of the columns may be translated. Never throws.
 */
export function readNetshAddresses(text: string): NetshAddressesReading {
  const rows = rowsOf(text);
  const preferredWord = preferredWordOf(
    rows.map(({ token, cells }) => ({ ...token, mark: cells[1] ?? null })),
  );
  const addresses = rows.map((row) => addressOf(row, preferredWord));
  return {
    readable: addresses.length > 0,
    addresses,
    teredoAddresses: addressesOfKind(addresses, 'teredo'),
    nativeGlobalAddress: addressesOfKind(addresses, 'native-global')[0] ?? null,
  };
}
