import type { TeredoType, Unknown } from '../observation';
import type { TeredoPrefix } from '../teredo-address';
import { readDisabledComponents } from './disabled-components';
import { teredoTypeOfSetting } from './netsh-teredo-words';
import { type NotUnderstood, notUnderstood } from './not-understood';
import { teredoTypeOfNumber } from './powershell-teredo';
import { readRegistry } from './registry';
import type {
  DisabledComponents,
  RegistryData,
  RegistryKey,
  RegistryValue,
  TeredoLocalValues,
  TeredoPolicyValues,
  TeredoRegistryReading,
} from './registry-reading';

const HIVE = 'hkey_local_machine\\';
const POLICY = '\\policies\\microsoft\\windows\\tcpip\\v6transition';
const LOCAL = '\\services\\iphlpsvc\\teredo';
const LOCAL_XP = '\\services\\6to4\\teredo';
const TCPIP6 = '\\services\\tcpip6\\parameters';
const GLOBAL_XP = '\\services\\tcpip6\\parameters\\globalparams';
const CODE_PAGE = '\\control\\nls\\codepage';

/** A whole export holds control sets that are not in use beside the current one. */
function ofCurrentSet(keys: RegistryKey[]): RegistryKey[] {
  const current = keys.filter(({ path }) => /\\currentcontrolset\\/i.test(path));
  return current.length > 0 ? current : keys;
}

/** Values of the machine's key at a path, of the current control set or the one there is; null without such a key. */
function valuesAt(all: RegistryKey[], tail: string): RegistryValue[] | null {
  let values: RegistryValue[] | null = null;
  const keys = all.filter((key) => key.path.slice(-tail.length).toLowerCase() === tail);
  for (const key of ofCurrentSet(keys)) {
    const path = key.path.toLowerCase();
    if (path.slice(0, HIVE.length) !== HIVE) continue;
    if (values === null || key.deleted) values = [];
    for (const value of key.values) values.push(value);
  }
  return values;
}

/** The last of equal names counts, as when an export is imported. */
function named(values: RegistryValue[], name: string): RegistryValue | null {
  let found: RegistryValue | null = null;
  for (const value of values) if (value.name.toLowerCase() === name.toLowerCase()) found = value;
  return found;
}

/** Values of one key, and what was there and not understood. */
interface Source {
  values: RegistryValue[];
  missed: NotUnderstood[];
}

function miss({ missed }: Source, value: RegistryValue): Unknown {
  missed.push(notUnderstood(value.name, `${value.type} ${value.raw}`));
  return 'unknown';
}

function readText(source: Source, name: string): string | null {
  const value = named(source.values, name);
  if (value === null) return null;
  if (typeof value.data === 'string') return value.data.trim() === '' ? null : value.data.trim();
  miss(source, value);
  return null;
}

function readHost(source: Source, name: string): string | null {
  return readText(source, name)?.replace(/\.$/, '') ?? null;
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

function typeOfData(data: RegistryData): TeredoType | Unknown {
  if (typeof data === 'number') return teredoTypeOfNumber(data);
  return typeof data === 'string' ? teredoTypeOfSetting(data) : 'unknown';
}

/** A word with or without a space (`Enterprise Client`), or a number. */
function readType(source: Source, name: string): TeredoType | Unknown | null {
  const value = named(source.values, name);
  if (value === null) return null;
  const type = typeOfData(value.data);
  return type === 'unknown' ? miss(source, value) : type;
}

/** A policy spells its type out; what a number does in its place is not known. */
function readPolicyType(source: Source): TeredoType | Unknown | null {
  const value = named(source.values, 'Teredo_State');
  if (value === null || typeof value.data === 'string') return readType(source, 'Teredo_State');
  return miss(source, value);
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
  return { type: readType(source, 'Type'), serverName: readHost(source, 'ServerName') };
}

/** Windows reads a DWORD here; what a value of another type does is not known. */
function readComponents(source: Source): DisabledComponents {
  const value = named(source.values, 'DisabledComponents');
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
  return value !== null && typeof value.data === 'number' && value.data <= 4 ? value.data : null;
}

function codePageOf(keys: RegistryKey[]): number | null {
  const data = named(valuesAt(keys, CODE_PAGE) ?? [], 'OEMCP')?.data ?? '';
  return /^[0-9]{2,5}$/.test(String(data)) ? parseInt(String(data), 10) : null;
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
    notUnderstood: missed,
  };
  return { readable: keys.length > 0, ...reading };
}
