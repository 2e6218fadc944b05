import { windowsCommandOf } from '../text/console-lines';
import { textAt } from '../text/text-at';
import type { FirewallRule } from './firewall-reading';
import {
  actionOf,
  directionOf,
  edgeOf,
  enabledOf,
  makeRule,
  portsOf,
  profilesOf,
  protocolOf,
} from './firewall-words';
import { RAW_TEXT_CAP } from './not-understood';

interface Paragraph {
  lines: string[];
  values: string[];
}

const isRule = (line: string): boolean => /^\s{0,9}-{10,200}\s{0,9}$/.test(line);

function valueBehindLabel(line: string): string | null {
  const colon = line.indexOf(':');
  return colon === -1 ? null : line.slice(colon + 1).trim();
}

/** A rule's lines: its name, a ruled line, then label and value. */
function paragraphsOf(lines: string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let current: Paragraph | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const line = textAt(lines, index);
    const value = windowsCommandOf(line) === null ? valueBehindLabel(line) : null;
    if (value !== null && isRule(textAt(lines, index + 1))) {
      current = { lines: [line], values: [value] };
      paragraphs.push(current);
    } else if (line.trim() === '') current = null;
    else if (current !== null && value !== null) {
      current.lines.push(line);
      current.values.push(value);
    }
  }
  return paragraphs;
}

const firstKnown = <Value>(
  values: string[],
  read: (value: string) => Value | 'unknown' | null,
): Value | 'unknown' => {
  for (const value of values) {
    const result = read(value);
    if (result !== 'unknown' && result !== null) return result;
  }
  return 'unknown';
};

/** What is not translated of who may call: the keyword for the own subnet, an address. */
function remoteOf(values: string[]): string[] | null {
  const last = textAt(values, placeOfTransport(values) - 1);
  return /^(?:LocalSubnet|[0-9a-f.:]{3,45}(?:\/[0-9.]{1,15}|-[0-9a-f.:]{3,45})?)(?:,|$)/i.test(last)
    ? last.split(',')
    : null;
}

function placeOfTransport(values: string[]): number {
  for (let index = 0; index < values.length; index += 1)
    if (/^(?:udp|tcp)$/i.test(textAt(values, index))) return index;
  return -1;
}

/** The one value that is a port or the keyword comes behind the protocol. */
function portsBehindProtocol(values: string[]): string[] | null {
  const transport = placeOfTransport(values);
  return transport === -1 ? null : portsOf(textAt(values, transport + 1));
}

function ruleOf({ lines, values }: Paragraph): FirewallRule {
  const rest = values.slice(1);
  return makeRule({
    source: 'netsh',
    raw: lines.join('\n').slice(0, RAW_TEXT_CAP),
    displayName: values[0] ?? null,
    enabled: enabledOf(textAt(rest, 0)),
    direction: directionOf(textAt(rest, 1)),
    profiles: profilesOf(textAt(rest, 2)),
    protocol: firstKnown(rest.slice(2), (value) => (/^any$/i.test(value) ? 'unknown' : protocolOf(value))),
    localPorts: portsBehindProtocol(rest),
    remoteAddresses: remoteOf(rest),
    edge: edgeOf(textAt(rest, rest.length - 2)),
    action: actionOf(textAt(rest, rest.length - 1)),
  });
}

/**
 * Reads rules as `netsh advfirewall firewall show rule` prints them, by place: first whether it is on, then the
 * direction, last edge traversal and action; UDP, the port and the keyword `Teredo` are not translated. No listing of
 * the Teredo rules was ever seen: words that are not English are `unknown`, and there is no id in it.
 */
export function readNetshRules(lines: string[]): FirewallRule[] {
  return paragraphsOf(lines)
    .filter(({ values }) => values.length >= 5)
    .map(ruleOf);
}
