import type { Unknown } from '../observation';
import { readWholeNumber, splitLines } from '../text/lines';
import { textAt } from '../text/text-at';

/** What miredo.conf(5) says. Null: no such directive, so Miredo's own default rules. */
export interface MiredoConfiguration {
  /** `client` when the directive is missing; `autoclient` is an alias of it. */
  relayType: 'client' | 'relay' | Unknown;
  serverAddress: string | null;
  serverAddress2: string | null;
  interfaceName: string | null;
  bindAddress: string | null;
  bindPort: number | null | Unknown;
}

/** What `writeMiredoConfiguration` shall write down; null leaves a directive as it is. */
export interface WantedMiredoConfiguration {
  serverAddress: string | null;
  bindPort: number | null;
  interfaceName: string | null;
}

interface Directive {
  line: number;
  name: string;
  value: string;
}

/**
 * Directives as Miredo 1.2.6 itself takes them (observed by running it): two words per line, names in any case,
 * `#` comments only at the start of a line, the first of equals wins, and a last line without a line feed is skipped.
 */
function directivesOf(lines: string[]): Directive[] {
  const found: Directive[] = [];
  for (let index = 0; index < lines.length - 1; index += 1) {
    const match = /^\s*([^\s#]\S*)\s+(\S+)/.exec(textAt(lines, index));
    if (match !== null)
      found.push({ line: index, name: textAt(match, 1).toLowerCase(), value: textAt(match, 2) });
  }
  return found;
}

function firstNamed(directives: Directive[], name: string): Directive | null {
  for (const directive of directives) if (directive.name === name) return directive;
  return null;
}

function relayTypeOf(value: string | null): 'client' | 'relay' | Unknown {
  const word = (value ?? 'client').toLowerCase();
  if (word === 'client' || word === 'autoclient') return 'client';
  return word === 'relay' || word === 'cone' || word === 'restricted' ? 'relay' : 'unknown';
}

/** Reads the text of a miredo.conf. Never throws; unknown directives are left alone. */
export function readMiredoConfiguration(text: string): MiredoConfiguration {
  const directives = directivesOf(splitLines(text));
  const read = (name: string): string | null => {
    const directive = firstNamed(directives, name);
    return directive === null ? null : directive.value;
  };
  const port = read('bindport');
  return {
    relayType: relayTypeOf(read('relaytype')),
    serverAddress: read('serveraddress'),
    serverAddress2: read('serveraddress2'),
    interfaceName: read('interfacename'),
    bindAddress: read('bindaddress'),
    bindPort: port === null ? null : (readWholeNumber(port, 1, 65535) ?? 'unknown'),
  };
}

/** Sets a directive where it stands first, else at the end. */
function setDirective(lines: string[], name: string, value: string): void {
  const directive = firstNamed(directivesOf(lines), name.toLowerCase());
  if (directive !== null && directive.value === value) return;
  if (directive === null) lines.splice(lines.length - 1, 0, `${name} ${value}`);
  else lines[directive.line] = `${name} ${value}`;
}

function dropDirective(lines: string[], name: string): void {
  let directive = firstNamed(directivesOf(lines), name);
  while (directive !== null) {
    lines.splice(directive.line, 1);
    directive = firstNamed(directivesOf(lines), name);
  }
}

function isOneWord(value: string | null): boolean {
  return value === null || /^[^\s#]{1,255}$/.test(value);
}

/**
 * Edits the text of a miredo.conf so that Miredo runs as a client with what is wanted. Every other line, comments
 * and unknown directives included, stays as it is. A second server address belongs to the first and goes when that
 * changes (Miredo then takes the next address up). Returns null when a wanted value can't be written as one word.
 */
export function writeMiredoConfiguration(
  earlierText: string | null,
  wanted: WantedMiredoConfiguration,
): string | null {
  const port = wanted.bindPort === null ? null : String(wanted.bindPort);
  if (!isOneWord(wanted.serverAddress) || !isOneWord(wanted.interfaceName)) return null;
  if (port !== null && readWholeNumber(port, 1, 65535) === null) return null;
  const lines = splitLines(earlierText ?? '');
  if (lines[lines.length - 1] !== '') lines.push('');
  const earlier = readMiredoConfiguration(lines.join('\n'));
  if (earlier.relayType !== 'client') setDirective(lines, 'RelayType', 'client');
  if (wanted.serverAddress !== null) {
    if (earlier.serverAddress !== wanted.serverAddress) dropDirective(lines, 'serveraddress2');
    setDirective(lines, 'ServerAddress', wanted.serverAddress);
  }
  if (wanted.interfaceName !== null) setDirective(lines, 'InterfaceName', wanted.interfaceName);
  if (port !== null) setDirective(lines, 'BindPort', port);
  return lines.join('\n');
}
