import { formatIPv6, parseIPv6 } from '../ipv6';
import { consoleLines, shellCommandOf } from '../text/console-lines';
import { findJsonValues, type JsonObject, jsonObjectsOf, propertyOf } from '../text/json-values';
import { textAt } from '../text/text-at';
import type { LinkRoute, LinkRoutesReading } from './link-reading';
import { canonicalPrefix, isTeredoPrefix } from './netsh-routes';

/** `default`, `2001::/32` or an address as a prefix in RFC 5952 text; null for anything else. */
function prefixOf(text: string): string | null {
  if (text === 'default') return '::/0';
  const slash = text.indexOf('/');
  const address = slash === -1 ? text : text.slice(0, slash);
  const length = slash === -1 ? 128 : parseInt(text.slice(slash + 1), 10);
  return length >= 0 ? canonicalPrefix(address, length) : null;
}

function wordBehind(words: string[], name: string): string | null {
  const at = words.indexOf(name);
  return at === -1 ? null : (words[at + 1] ?? null);
}

function gatewayOf(text: string | null): string | null {
  const parsed = text === null ? null : parseIPv6(text);
  return parsed === null ? null : formatIPv6(parsed.groups);
}

function metricOf(text: string | null): number | null {
  return text !== null && /^[0-9]{1,10}$/.test(text) ? parseInt(text, 10) : null;
}

/** A route that leads nowhere (`unreachable`, `blackhole`, `prohibit`) does not begin with a prefix and is left out. */
function routeOf(line: string, device: string | null): LinkRoute | null {
  const words = line.split(' ').filter((word) => word !== '');
  const prefix = prefixOf(textAt(words, 0));
  if (prefix === null || words.length < 2) return null;
  return {
    prefix,
    device: wordBehind(words, 'dev') ?? device,
    gateway: gatewayOf(wordBehind(words, 'via')),
    metric: metricOf(wordBehind(words, 'metric')),
  };
}

function routesOfText(text: string): LinkRoute[] {
  const routes: LinkRoute[] = [];
  let device: string | null = null;
  for (const line of consoleLines(text)) {
    const command = shellCommandOf(line);
    if (command !== null) device = wordBehind(command.split(' '), 'dev');
    const route = command === null ? routeOf(line.replace(/\t/g, ' '), device) : null;
    if (route !== null) routes.push(route);
  }
  return routes;
}

function routeOfObject(object: JsonObject): LinkRoute | null {
  const destination = propertyOf(object, 'dst');
  const prefix = typeof destination === 'string' ? prefixOf(destination) : null;
  const type = propertyOf(object, 'type');
  if (prefix === null || (typeof type === 'string' && type !== 'unicast')) return null;
  const text = (name: string): string | null => {
    const value = propertyOf(object, name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
  return {
    prefix,
    device: text('dev'),
    gateway: gatewayOf(text('gateway')),
    metric: metricOf(text('metric')),
  };
}

function routesOfJson(text: string): LinkRoute[] {
  const routes: LinkRoute[] = [];
  for (const object of jsonObjectsOf(findJsonValues(text))) {
    const route = routeOfObject(object);
    if (route !== null) routes.push(route);
  }
  return routes;
}

/** Reads `ip -6 route`, as text or JSON; its key words are not translated. Never throws. */
export function readIpRoutes(text: string): LinkRoutesReading {
  const fromJson = routesOfJson(text);
  const routes = fromJson.length > 0 ? fromJson : routesOfText(text);
  return {
    readable: routes.length > 0,
    routes,
    hasDefaultRoute: routes.some(({ prefix }) => prefix === '::/0'),
    hasTeredoRoute: routes.some(({ prefix }) => isTeredoPrefix(prefix)),
  };
}
