import type { SocketFunctionKind } from './winsock-functions';

/** What a member of .NET tells of a program that uses it; `level`: it sets the protection level. */
export type ManagedMemberKind = Exclude<SocketFunctionKind, 'other'> | 'level';

/**
 * Members of .NET that know IPv4 alone, those that only a program with IPv6 uses, those that do as they are told, and those
 * that set the protection level, by type (Microsoft's .NET API reference). `*`: every other one.
 */
const MEMBERS: { [type: string]: { [member: string]: ManagedMemberKind } } = {
  'System.Net.Dns': {
    GetHostByName: 'ipv4-only',
    BeginGetHostByName: 'ipv4-only',
    GetHostByAddress: 'ipv4-only',
    Resolve: 'ipv4-only',
    BeginResolve: 'ipv4-only',
    GetHostEntry: 'either',
    GetHostEntryAsync: 'either',
    BeginGetHostEntry: 'either',
    GetHostAddresses: 'either',
    GetHostAddressesAsync: 'either',
    BeginGetHostAddresses: 'either',
  },
  'System.Net.IPAddress': {
    get_Address: 'ipv4-only',
    set_Address: 'ipv4-only',
    Parse: 'either',
    TryParse: 'either',
    IPv6Any: 'dual-stack',
    IPv6Loopback: 'dual-stack',
  },
  'System.Net.Sockets.Socket': {
    '.ctor': 'socket',
    set_DualMode: 'dual-stack',
    SetIPProtectionLevel: 'level',
  },
  'System.Net.Sockets.TcpClient': { '.ctor': 'socket' },
  'System.Net.Sockets.TcpListener': {
    '.ctor': 'socket',
    Create: 'dual-stack',
    AllowNatTraversal: 'level',
  },
  'System.Net.Sockets.UdpClient': { '.ctor': 'socket', AllowNatTraversal: 'level' },
  'System.Net.WebRequest': { '*': 'through' },
  'System.Net.WebClient': { '*': 'through' },
  'System.Net.Http.HttpClient': { '*': 'through' },
};

/** What every object has of its own kind is no member of .NET. */
const owns = Object.prototype.hasOwnProperty;

const has = (object: object, key: string): boolean => owns.call(object, key);

export const isNetworkType = (type: string): boolean => has(MEMBERS, type);

/** Null: it tells nothing. */
export function managedMemberKind(type: string, member: string): ManagedMemberKind | null {
  const members = has(MEMBERS, type) ? MEMBERS[type] : undefined;
  if (members === undefined) return null;
  const found = has(members, member) ? members[member] : members['*'];
  return found === undefined ? null : found;
}
