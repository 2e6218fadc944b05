import { consoleLines, windowsCommandOf, withoutLineNumbers } from '../text/console-lines';
import { textAt } from '../text/text-at';
import type { NetshInterface, NetshInterfacesReading } from './netsh-ipv6-reading';

/** IPv6 asks for this much of every link (RFC 8200 section 5): a smaller third number is no MTU. */
const LEAST_MTU = 1280;
const ROW = /^\s{0,40}([0-9]{1,10})\s{1,40}([0-9]{1,10})\s{1,40}([0-9]{1,10})\s{1,40}([^\s0-9].{0,400})$/;

function connectedOf(word: string): NetshInterface['connected'] {
  const lower = word.toLowerCase();
  return lower === 'connected' ? true : lower === 'disconnected' ? false : 'unknown';
}

/** State and name: parted by two spaces, or, where padding was lost, by the first one. */
function splitState(rest: string): { state: string; name: string } {
  const wide = rest.search(/ {2}|\t/);
  const cut = wide === -1 ? rest.indexOf(' ') : wide;
  if (cut === -1) return { state: rest, name: '' };
  return { state: rest.slice(0, cut), name: rest.slice(cut).trim() };
}

function rowOf(line: string): NetshInterface | null {
  const match = ROW.exec(line);
  const mtu = match === null ? 0 : parseInt(textAt(match, 3), 10);
  if (match === null || mtu < LEAST_MTU) return null;
  const { state, name } = splitState(textAt(match, 4).trim());
  return {
    index: parseInt(textAt(match, 1), 10),
    metric: parseInt(textAt(match, 2), 10),
    mtu,
    connected: connectedOf(state),
    name,
  };
}

/**
 * Reads `netsh interface ipv6 show interfaces`: three numbers (index, metric, MTU), a word for the state and the name.
 * Never throws.
 */
export function readNetshInterfaces(text: string): NetshInterfacesReading {
  const interfaces: NetshInterface[] = [];
  for (const line of withoutLineNumbers(consoleLines(text))) {
    const row = windowsCommandOf(line) === null ? rowOf(line) : null;
    if (row !== null) interfaces.push(row);
  }
  return { readable: interfaces.length > 0, interfaces };
}
