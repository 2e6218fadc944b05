import { parseIPv4 } from '../ipv4';
import type { NatKind, TeredoErrorKind, TeredoRole, TeredoState, TeredoType, Unknown } from '../observation';
import { readWholeNumber, splitLines } from '../text/lines';
import { errorKindOf, natKindOf, teredoRoleOf, teredoStateOf, teredoTypeOf } from './netsh-teredo-words';

/**
 * What `netsh interface teredo show state` (or XP's `netsh interface ipv6 show teredo`) said. Null: the output
 * doesn't say. `state` is null when there is no State line: the service doesn't answer or the reader isn't
 * elevated, which is not the same as off.
 */
export interface NetshTeredoReading {
  /** False when the text hasn't got the four configuration lines; nothing else in it is then to be trusted. */
  readable: boolean;
  type: TeredoType | Unknown;
  typeByPolicy: boolean | Unknown;
  /** Without the trailing dot. */
  serverName: string | null | Unknown;
  serverNameByPolicy: boolean | Unknown;
  refreshIntervalSeconds: number | null;
  clientPort: number | null;
  state: TeredoState | Unknown | null;
  role: TeredoRole | null;
  network: 'managed' | 'unmanaged' | null;
  nat: NatKind | null;
  error: TeredoErrorKind | null;
  errorCode: number | null;
  localMapping: string | null;
  externalMapping: string | null;
}

interface SuffixedValue {
  value: string;
  byPolicy: boolean | Unknown;
}

/** The text after the first colon of a line, or null for a line without one and for a prompt such as `C:\>`. */
function valueAfterLabel(line: string): string | null {
  if (/^\s*[A-Za-z]:\\/.test(line)) return null;
  const colon = line.search(/[:\uff1a]/);
  return colon === -1 ? null : line.slice(colon + 1).trim();
}

function valuesOf(text: string): string[] {
  const values: string[] = [];
  let first = -1;
  for (const line of splitLines(text)) {
    const value = valueAfterLabel(line);
    if (value === null) continue;
    if (first === -1 && teredoTypeOf(splitSuffix(value).value) !== null) first = values.length;
    values.push(value);
  }
  return first === -1 ? values : values.slice(first);
}

/** `(Group Policy)` is English in every language seen; another suffix in its place is not understood. */
function splitSuffix(text: string): SuffixedValue {
  const match = /^(.*?)\s*[(\uff08]([^()\uff08\uff09]*)[)\uff09]$/.exec(text);
  if (match === null) return { value: text, byPolicy: false };
  return { value: match[1] ?? '', byPolicy: /^group policy$/i.test(match[2] ?? '') ? true : 'unknown' };
}

function readServerName(value: string): string | null | Unknown {
  if (value === '') return null;
  const name = value.replace(/\.$/, '');
  return name === '' || /[\s:]/.test(name) ? 'unknown' : name;
}

function readLeadingNumber(value: string, min: number, max: number): number | null {
  const match = /^([0-9]{1,10})(?![0-9.:])/.exec(value);
  return match === null ? null : readWholeNumber(match[1] ?? '', min, max);
}

function readErrorCode(value: string): number | null {
  return /^[0-9]{1,10}$/.test(value) ? parseInt(value, 10) : null;
}

/** `address:port`, or null when it was masked by whoever copied the output. */
function readMapping(value: string): string | null {
  const colon = value.lastIndexOf(':');
  const port = readWholeNumber(value.slice(colon + 1), 0, 65535);
  return colon !== -1 && port !== null && parseIPv4(value.slice(0, colon)) !== null ? value : null;
}

/** Lines after NAT: those that end in a port are the local and then the external mapping, wherever they stand. */
function readMappings(values: string[]): (string | null)[] {
  const mappings: (string | null)[] = [];
  for (const value of values) if (/^\S+:[0-9]+$/.test(value)) mappings.push(readMapping(value));
  return mappings;
}

function readNetwork(value: string | undefined): 'managed' | 'unmanaged' | null {
  const word = (value ?? '').toLowerCase();
  return word === 'managed' || word === 'unmanaged' ? word : null;
}

function nothingRead(): NetshTeredoReading {
  return {
    readable: false,
    type: 'unknown',
    typeByPolicy: 'unknown',
    serverName: 'unknown',
    serverNameByPolicy: 'unknown',
    refreshIntervalSeconds: null,
    clientPort: null,
    state: null,
    role: null,
    network: null,
    nat: null,
    error: null,
    errorCode: null,
    localMapping: null,
    externalMapping: null,
  };
}

/** The lines of a client that runs: client type, network, NAT, special behaviour, mappings. */
function readRunning(reading: NetshTeredoReading, values: string[]): void {
  const sixth = values[5];
  if (sixth !== undefined) {
    reading.role = teredoRoleOf(sixth);
    if (reading.role === null) reading.error = errorKindOf(sixth);
  }
  reading.network = readNetwork(values[6]);
  reading.nat = natKindOf(values[7] ?? '');
  const mappings = readMappings(values.slice(8));
  reading.localMapping = mappings[0] ?? null;
  reading.externalMapping = mappings[1] ?? null;
}

/**
 * Reads the state by position, since labels are translated and XP has the same word twice: line 1 type, 2 server,
 * 3 refresh interval, 4 port, 5 state, then what goes with the state. Never throws; what isn't understood is
 * `unknown`.
 */
export function readNetshTeredo(text: string): NetshTeredoReading {
  const values = valuesOf(text);
  const reading = nothingRead();
  if (values.length < 4) return reading;
  const type = splitSuffix(values[0] ?? '');
  const server = splitSuffix(values[1] ?? '');
  reading.readable = true;
  reading.type = teredoTypeOf(type.value) ?? 'unknown';
  reading.typeByPolicy = type.byPolicy;
  reading.serverName = readServerName(server.value);
  reading.serverNameByPolicy = server.byPolicy;
  reading.refreshIntervalSeconds = readLeadingNumber(values[2] ?? '', 1, 86400);
  reading.clientPort = readWholeNumber(splitSuffix(values[3] ?? '').value, 1, 65535);
  const state = values[4];
  if (state === undefined) return reading;
  reading.state = teredoStateOf(state) ?? 'unknown';
  if (reading.state !== 'offline') {
    readRunning(reading, values);
    return reading;
  }
  const error = values[5];
  if (error !== undefined) reading.error = errorKindOf(error) ?? 'unknown';
  reading.errorCode = readErrorCode(values[6] ?? '');
  return reading;
}
