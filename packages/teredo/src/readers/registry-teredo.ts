import type { TeredoType, Unknown } from '../observation';
import type { TeredoPrefix } from '../teredo-address';
import { readOemCodePage } from '../text/oem-code-page';
import { readDisabledComponents } from './disabled-components';
import { teredoTypeOfSetting } from './netsh-teredo-words';
import { type NotUnderstood, notUnderstood } from './not-understood';
import { teredoTypeOfNumber } from './powershell-teredo';
import { readRegistry } from './registry';
import { REMOVAL } from './registry-data';
import { readFirewallRegistry } from './registry-firewall';
import { named, valuesAt } from './registry-keys';
import type {
  DisabledComponents,
  RegistryKey,
  RegistryValue,
  TeredoLocalValues,
  TeredoPolicyValues,
  TeredoRegistryReading,
} from './registry-reading';

const POLICY = '\\policies\\microsoft\\windows\\tcpip\\v6transition';
const LOCAL = '\\services\\iphlpsvc\\teredo';
const LOCAL_XP = '\\services\\6to4\\teredo';
const TCPIP6 = '\\services\\tcpip6\\parameters';
const GLOBAL_XP = '\\services\\tcpip6\\parameters\\globalparams';
const CODE_PAGE = '\\control\\nls\\codepage';

/** Values of one key, and what was there and not understood. */
interface Source {
  values: RegistryValue[];
  missed: NotUnderstood[];
}

/** A value that a script takes away is not one that was not understood; it is not told. */
function miss({ missed }: Source, value: RegistryValue): Unknown {
  if (value.type !== REMOVAL) missed.push(notUnderstood(value.name, `${value.type} ${value.raw}`));
  return 'unknown';
}

/** What a host may be called at most (RFC 1035, section 2.3.4). */
const LONGEST_HOST = 253;

function readHost(source: Source, name: string): string | null | Unknown {
  const value = named(source.values, name);
  if (value === null) return null;
  const host = typeof value.data === 'string' ? value.data.trim().replace(/\.$/, '') : null;
  if (host === null || host.length > LONGEST_HOST) return miss(source, value);
  return host === '' ? null : host;
}

function readNumber(source: Source, name: string, max: number): number | null | Unknown {
  const value = named(source.values, name);
  if (value === null) return null;
  const { data } = value;
  return typeof data === 'number' && value.type === 'REG_DWORD' && data <= max ? data : miss(source, value);
}

/** `Enabled` is on; no value is no answer. */
function readFlag(source: Source, name: string): boolean | null | Unknown {
  const value = named(source.values, name);
  if (value === null) return null;
  const word = typeof value.data === 'string' ? value.data.trim().toLowerCase() : '';
  return word === 'enabled' ? true : word === 'disabled' ? false : miss(source, value);
}

/** The machine itself keeps a number; what a word does in its place is not known. */
function readLocalType(source: Source): TeredoType | Unknown | null {
  const value = named(source.values, 'Type');
  if (value === null) return null;
  const isNumber = value.type === 'REG_DWORD' && typeof value.data === 'number';
  const type = isNumber ? teredoTypeOfNumber(value.data as number) : 'unknown';
  return type === 'unknown' ? miss(source, value) : type;
}

/** A policy spells its type out (`Enterprise Client`); what a number does in its place is not known. */
function readPolicyType(source: Source): TeredoType | Unknown | null {
  const value = named(source.values, 'Teredo_State');
  if (value === null) return null;
  const type = typeof value.data === 'string' ? teredoTypeOfSetting(value.data) : 'unknown';
  return type === 'unknown' ? miss(source, value) : type;
}

function readPolicy(source: Source): TeredoPolicyValues {
  const word = named(source.values, 'Teredo_State')?.data;
  return {
    type: readPolicyType(source),
    typeText: typeof word === 'string' && word.trim() !== '' ? word.trim() : null,
    serverName: readHost(source, 'Teredo_ServerName'),
    refreshIntervalSeconds: readNumber(source, 'Teredo_RefreshRate', 86400),
    clientPort: readNumber(source, 'Teredo_ClientPort', 65535),
    defaultQualified: readFlag(source, 'Teredo_DefaultQualified'),
    forceTunneling: readFlag(source, 'Force_Tunneling'),
  };
}

function readLocal(source: Source): TeredoLocalValues {
  return { type: readLocalType(source), serverName: readHost(source, 'ServerName') };
}

/** Windows reads a DWORD here; what a value of another type does is not known. */
function readComponents(source: Source): DisabledComponents | null {
  const value = named(source.values, 'DisabledComponents');
  if (value?.type === REMOVAL) return null;
  if (value === null) return readDisabledComponents(null);
  if (value.type === 'REG_DWORD' && typeof value.data === 'number') return readDisabledComponents(value.data);
  miss(source, value);
  return readDisabledComponents('unknown');
}

/** The prefix stands in the number's bytes, lowest first: 0x120 is 20 01 00 00. */
function readPrefixXp(source: Source): TeredoPrefix | Unknown | null {
  const value = named(source.values, 'TeredoPrefix');
  if (value === null) return null;
  if (value.data === 0x120) return '2001:0';
  return value.data === 0x1f83fe3f ? '3ffe:831f' : miss(source, value);
}

function startOf(keys: RegistryKey[], tail: string): number | null {
  const value = named(valuesAt(keys, tail) ?? [], 'Start');
  const isNumber = value?.type === 'REG_DWORD' && typeof value.data === 'number';
  return isNumber && (value.data as number) <= 4 ? (value.data as number) : null;
}

function codePageOf(keys: RegistryKey[]): number | null {
  return readOemCodePage(String(named(valuesAt(keys, CODE_PAGE) ?? [], 'OEMCP')?.data ?? ''));
}

/** The names that a script takes away in the keys of Teredo, and those keys themselves. */
function removedIn(keys: RegistryKey[]): string[] {
  const removed: string[] = [];
  for (const { path, deleted, values } of keys) {
    const tail = [POLICY, LOCAL, LOCAL_XP, TCPIP6].filter(
      (one) => path.slice(-one.length).toLowerCase() === one,
    )[0];
    if (tail === undefined) continue;
    if (deleted) removed.push(path.slice(path.lastIndexOf('\\') + 1));
    for (const { name, type } of values) if (type === REMOVAL) removed.push(name);
  }
  return removed;
}

/**
 * Reads what registry values say about Teredo: policy, local settings of each generation, DisabledComponents, the start
 * of the services, the console's code page. From an export, `reg query` or Get-ItemProperty. Never throws.
 */
export function readTeredoRegistry(text: string): TeredoRegistryReading {
  const { keys } = readRegistry(text);
  const missed: NotUnderstood[] = [];
  const at = <Read>(tail: string, read: (source: Source) => Read): Read | null => {
    const values = valuesAt(keys, tail);
    return values === null ? null : read({ values, missed });
  };
  const reading: Omit<TeredoRegistryReading, 'readable'> = {
    policy: at(POLICY, readPolicy),
    local: at(LOCAL, readLocal),
    localXp: at(LOCAL_XP, readLocal),
    disabledComponents: at(TCPIP6, readComponents),
    prefixXp: at(GLOBAL_XP, readPrefixXp),
    iphlpsvcStart: startOf(keys, '\\services\\iphlpsvc'),
    sixToFourStart: startOf(keys, '\\services\\6to4'),
    oemCodePage: codePageOf(keys),
    firewall: readFirewallRegistry(keys),
    removed: removedIn(keys),
    notUnderstood: missed,
  };
  return { readable: keys.length > 0, ...reading };
}
