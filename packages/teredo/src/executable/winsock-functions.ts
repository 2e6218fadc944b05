/**
 * Functions of Winsock that take or give IPv4 addresses alone, and those that do both versions (Microsoft's "IPv6 Guide for
 * Windows Sockets Applications"). In lower case.
 */
const IPV4_ONLY = [
  'gethostbyname',
  'gethostbyaddr',
  'inet_addr',
  'inet_ntoa',
  'wsaasyncgethostbyname',
  'wsaasyncgethostbyaddr',
];

const DUAL_STACK = [
  'getaddrinfo',
  'getaddrinfow',
  'getaddrinfoexa',
  'getaddrinfoexw',
  'getnameinfo',
  'getnameinfow',
  'inet_pton',
  'inet_ntop',
  'inetptonw',
  'inetntopw',
  'wsastringtoaddressa',
  'wsastringtoaddressw',
  'wsaaddresstostringa',
  'wsaaddresstostringw',
  'wsaconnectbynamea',
  'wsaconnectbynamew',
  'wsaconnectbylist',
];

/** What the two libraries export under these numbers, as far as it matters here; the numbers of old are fixed for ever. */
const ORDINALS: { [library: string]: { [ordinal: number]: string } } = {
  'ws2_32.dll': {
    11: 'inet_addr',
    12: 'inet_ntoa',
    21: 'setsockopt',
    23: 'socket',
    51: 'gethostbyaddr',
    52: 'gethostbyname',
    102: 'WSAAsyncGetHostByAddr',
    103: 'WSAAsyncGetHostByName',
  },
  'wsock32.dll': {
    10: 'inet_addr',
    11: 'inet_ntoa',
    21: 'setsockopt',
    23: 'socket',
    51: 'gethostbyaddr',
    52: 'gethostbyname',
    102: 'WSAAsyncGetHostByAddr',
    103: 'WSAAsyncGetHostByName',
  },
};

/**
 * `either`: it takes and gives addresses of both versions, and so does a program that connects over IPv4 alone. `socket`: it
 * makes a socket, of whichever version it is told. `through`: it connects by itself, over both. The three are .NET's only.
 */
export type SocketFunctionKind = 'ipv4-only' | 'dual-stack' | 'either' | 'socket' | 'through' | 'other';

/** A function of Winsock that a program imports, or a member of .NET that it uses for the same. */
export interface SocketFunction {
  /** A member of .NET with its type: `System.Net.Dns.GetHostEntry`. */
  name: string;
  /** In lower case; `.NET` for its own. */
  library: string;
  kind: SocketFunctionKind;
  /** Bound when it is first called, as all that .NET calls of native libraries is. */
  isDelayed: boolean;
  /** Null: imported by name. */
  ordinal: number | null;
}

/** A library as Windows looks for it, in lower case: without a point it gets its ending. */
export function libraryName(written: string): string {
  const name = written.toLowerCase();
  return name.indexOf('.') === -1 ? `${name}.dll` : name;
}

/** What every object has of its own kind is no library. */
const owns = Object.prototype.hasOwnProperty;

export const isSocketLibrary = (library: string): boolean => owns.call(ORDINALS, library);

/** The name behind a number; null: none that matters here. */
export function nameOfOrdinal(library: string, ordinal: number): string | null {
  const names = isSocketLibrary(library) ? ORDINALS[library] : undefined;
  const name = names === undefined ? undefined : names[ordinal];
  return name === undefined ? null : name;
}

function isOneOf(list: readonly string[], name: string): boolean {
  for (let index = 0; index < list.length; index += 1) if (list[index] === name) return true;
  return false;
}

export function socketFunctionKind(name: string): SocketFunctionKind {
  const wanted = name.toLowerCase();
  if (isOneOf(IPV4_ONLY, wanted)) return 'ipv4-only';
  return isOneOf(DUAL_STACK, wanted) ? 'dual-stack' : 'other';
}
