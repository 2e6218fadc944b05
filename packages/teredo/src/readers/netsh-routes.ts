import { formatIPv6, parseIPv6 } from '../ipv6';
import { consoleLines, withoutLineNumbers } from '../text/console-lines';
import { textAt } from '../text/text-at';
import type { NetshRoute, NetshRoutesReading } from './netsh-ipv6-reading';

const PREFIX = /(?:^|\s)([0-9a-f:][0-9a-f:.]{1,44})\/([0-9]{1,3})(?=\s|$)/i;

/** `2001::/32` in RFC 5952 text, or null. */
export function canonicalPrefix(address: string, length: number): string | null {
  const parsed = parseIPv6(address);
  return parsed === null || length > 128 ? null : `${formatIPv6(parsed.groups)}/${length}`;
}

/** Whether a prefix is Teredo's, today's or the one of XP before MS06-064. */
export function isTeredoPrefix(prefix: string): boolean {
  return prefix === '2001::/32' || prefix === '3ffe:831f::/32';
}

function lastNumber(text: string): number | null {
  const match = /([0-9]{1,10})\s{0,40}$/.exec(text.slice(-60));
  return match === null ? null : parseInt(textAt(match, 1), 10);
}

/** What stands behind the prefix: the interface's index, then a gateway or the interface's name. */
function readTarget(text: string): Pick<NetshRoute, 'interfaceIndex' | 'gateway' | 'interfaceName'> {
  const match = /^\s{0,80}([0-9]{1,10})(?:\s{1,40}([^\s].{0,300}))?$/.exec(text);
  const target = match === null ? text.trim() : textAt(match, 2).trim();
  const parsed = parseIPv6(target);
  return {
    interfaceIndex: match === null ? null : parseInt(textAt(match, 1), 10),
    gateway: parsed === null ? null : formatIPv6(parsed.groups),
    interfaceName: parsed !== null || target === '' ? null : target,
  };
}

function routeOf(line: string): NetshRoute | null {
  const match = PREFIX.exec(line);
  if (match === null) return null;
  const prefix = canonicalPrefix(textAt(match, 1), parseInt(textAt(match, 2), 10));
  if (prefix === null) return null;
  const behind = line.slice(match.index + match[0].length);
  return { prefix, metric: lastNumber(line.slice(0, match.index)), ...readTarget(behind) };
}

/**
 * Reads `netsh interface ipv6 show route`: rows in which a prefix stands between the metric and the index of the
 * interface. A row without an index is none of them. Never throws.
 */
export function readNetshRoutes(text: string): NetshRoutesReading {
  const routes: NetshRoute[] = [];
  for (const line of withoutLineNumbers(consoleLines(text))) {
    const route = routeOf(line);
    if (route !== null && route.metric !== null && route.interfaceIndex !== null) routes.push(route);
  }
  return {
    readable: routes.length > 0,
    routes,
    hasDefaultRoute: routes.some(({ prefix }) => prefix === '::/0'),
    hasTeredoRoute: routes.some(({ prefix }) => isTeredoPrefix(prefix)),
  };
}
