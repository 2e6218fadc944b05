import type { RegistryKey, RegistryValue } from './registry-reading';

const HIVE = 'hkey_local_machine\\';

/** A whole export holds control sets that are not in use beside the current one. */
function ofCurrentSet(keys: RegistryKey[]): RegistryKey[] {
  const current = keys.filter(({ path }) => /\\currentcontrolset\\/i.test(path));
  return current.length > 0 ? current : keys;
}

/**
 * Values of the machine's key at a path, of the current control set or the one there is; null without such a key, and
 * behind a line that takes it away: such a text is a script, which doesn't tell what the machine has.
 */
export function valuesAt(all: RegistryKey[], tail: string): RegistryValue[] | null {
  let values: RegistryValue[] | null = null;
  const keys = all.filter((key) => key.path.slice(-tail.length).toLowerCase() === tail);
  for (const key of ofCurrentSet(keys)) {
    const path = key.path.toLowerCase();
    if (path.slice(0, HIVE.length) !== HIVE) continue;
    const before: RegistryValue[] = values ?? [];
    values = key.deleted ? null : before.concat(key.values);
  }
  return values;
}

/** The last of equal names counts, as when an export is imported. */
export function named(values: RegistryValue[], name: string): RegistryValue | null {
  let found: RegistryValue | null = null;
  for (const value of values) if (value.name.toLowerCase() === name.toLowerCase()) found = value;
  return found;
}
