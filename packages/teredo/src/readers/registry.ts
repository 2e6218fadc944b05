import { consoleLines, withoutLineNumbers } from '../text/console-lines';
import { type NotUnderstood, notUnderstood } from './not-understood';
import { readRegistryAbsence } from './registry-absence';
import { REMOVAL } from './registry-data';
import { readRegistryExport } from './registry-export';
import { readRegistryProperties } from './registry-properties';
import { readRegistryQuery } from './registry-query';
import type { RegistryKey, RegistryReading } from './registry-reading';

const HIVES: { short: string; long: string }[] = [
  { short: 'HKLM', long: 'HKEY_LOCAL_MACHINE' },
  { short: 'HKCU', long: 'HKEY_CURRENT_USER' },
  { short: 'HKCR', long: 'HKEY_CLASSES_ROOT' },
  { short: 'HKU', long: 'HKEY_USERS' },
  { short: 'HKCC', long: 'HKEY_CURRENT_CONFIG' },
];

/** The hive in full, and no backslash at the end. */
function canonicalPath(path: string): string {
  const bare = path.trim().replace(/\\$/, '');
  for (const { short, long } of HIVES) {
    const head = bare.slice(0, short.length + 1).toUpperCase();
    if (head === `${short}\\`) return long + bare.slice(short.length);
  }
  return bare;
}

function missedIn(keys: RegistryKey[]): NotUnderstood[] {
  const missed: NotUnderstood[] = [];
  for (const { values } of keys)
    for (const { name, type, data, raw } of values)
      if (data === null && type !== REMOVAL) missed.push(notUnderstood(name, raw));
  return missed;
}

/**
 * Reads a registry export (.reg, any version) or the output of `reg query` or Get-ItemProperty. Values that stand under no
 * key have the path ''. Never throws.
 */
export function readRegistry(text: string): RegistryReading {
  const lines = withoutLineNumbers(consoleLines(text));
  const exported = readRegistryExport(lines);
  const queried = exported.length > 0 ? exported : readRegistryQuery(lines);
  const listed = queried.length > 0 ? queried : readRegistryProperties(text);
  const found = listed.length > 0 ? listed : readRegistryAbsence(lines);
  const keys = found.map((key) => ({ ...key, path: canonicalPath(key.path) }));
  return { readable: keys.length > 0, keys, notUnderstood: missedIn(keys) };
}
