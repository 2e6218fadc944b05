import { parseIPv4 } from '../ipv4';
import { parseIPv6 } from '../ipv6';
import { splitLines } from '../text/lines';
import { textAt } from '../text/text-at';
import type { WindowsCommand } from './windows-command';

/** Pings of a Teredo peer and of a witness, and how long each is waited for. */
const PEER_PINGS = 4;
const WITNESS_PINGS = 2;

/** Four pings a second apart and the wait for the last. */
const PING_TIMEOUT_MS = 20_000;

/**
 * Pings a peer from the machine's own Teredo address, so that the packets go through Teredo even where other IPv6 is.
 * Null for what is no IPv6 address: the server says which, and anything else could be an option.
 */
export function pingPeerCommand(peer: string, source: string): WindowsCommand | null {
  if (parseIPv6(peer) === null || parseIPv6(source) === null) return null;
  const args = ['-6', '-n', String(PEER_PINGS), '-w', '2000', '-S', source, peer];
  return { program: 'ping', args, timeoutMs: PING_TIMEOUT_MS };
}

/** Pings a witness; null for what is no address: a name is not resolved, since a dead resolver is no dead network. */
export function pingWitnessCommand(address: string): WindowsCommand | null {
  if (parseIPv4(address) === null && parseIPv6(address) === null) return null;
  const args = ['-n', String(WITNESS_PINGS), '-w', '1000', address];
  return { program: 'ping', args, timeoutMs: PING_TIMEOUT_MS };
}

/** The way out of the network, numbers only. */
export const DEFAULT_ROUTE_COMMAND: WindowsCommand = {
  program: 'route',
  args: ['print', '0.0.0.0'],
  timeoutMs: 10_000,
};

/** The machine's own addresses. */
export const OWN_ADDRESSES_COMMAND: WindowsCommand = {
  program: 'ipconfig',
  args: ['/all'],
  timeoutMs: 10_000,
};

/**
 * Reads the summary of `ping`: three numbers behind equal signs, sent, received and lost, and the share lost,
 * whatever the words between. Null where there is none. `received` counts words of routers too.
 */
export function readWindowsPing(text: string): { sent: number; received: number } | null {
  const match =
    /=\s{0,9}([0-9]{1,6})\D{1,60}=\s{0,9}([0-9]{1,6})\D{1,60}=\s{0,9}[0-9]{1,6}\D{1,40}[0-9]{1,3}\s{0,3}%/.exec(
      text,
    );
  if (match === null) return null;
  return { sent: parseInt(textAt(match, 1), 10), received: parseInt(textAt(match, 2), 10) };
}

/** What stands behind an answer that was measured, in every language: `=12ms`, `<1ms`, `=12 ms`. */
const MEASURED = /[=<]\s{0,2}[0-9]/;

/** Whether two texts are one IPv4 or IPv6 address, whatever their zones. */
export function isSameAddress(word: string, address: string): boolean {
  const [four, other] = [parseIPv4(word), parseIPv4(address)];
  if (four !== null || other !== null) return four !== null && other !== null && four.join() === other.join();
  const [six, sixth] = [parseIPv6(word), parseIPv6(address)];
  return six !== null && sixth !== null && six.groups.join() === sixth.groups.join();
}

function hasAnswered(line: string, address: string): boolean {
  if (!MEASURED.test(line)) return false;
  for (const word of line.match(/[0-9A-Za-z:.%]+/g) ?? [])
    if (isSameAddress(word.replace(/:$/, ''), address)) return true;
  return false;
}

/**
 * How often the address that `ping` of Windows asked has answered itself. The summary counts what a router, or this
 * machine's own stack, says of an unreachable one as received too; such a line has another address or no measure.
 */
export function countPingAnswers(text: string, address: string): number {
  return splitLines(text).filter((line) => hasAnswered(line, address)).length;
}

/** Whether there is a measured answer of the address. */
export const hasAnsweredPing = (text: string, address: string): boolean =>
  countPingAnswers(text, address) > 0;

/**
 * The gateway of the first default route of `route print`; null where there is none. On XP and 2003 the route of a dial-up or
 * VPN connection has the machine's own address there, which the column behind it repeats: that is no other machine.
 */
export function readDefaultRoute(text: string): string | null {
  for (const line of splitLines(text)) {
    const match = /^\s{0,40}0\.0\.0\.0\s{1,40}0\.0\.0\.0\s{1,40}([0-9.]{7,15})\s{1,40}([0-9.]{7,15})\s/.exec(
      line,
    );
    const gateway = textAt(match, 1);
    if (match !== null && parseIPv4(gateway) !== null && !isSameAddress(gateway, textAt(match, 2)))
      return gateway;
  }
  return null;
}
