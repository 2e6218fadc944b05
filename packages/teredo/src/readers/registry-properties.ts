import { findJsonValues, type JsonObject, jsonObjectsOf, propertyOf } from '../text/json-values';
import { readPropertyLists } from '../text/property-lists';
import { textAt } from '../text/text-at';
import type { RegistryData, RegistryKey, RegistryValue } from './registry-reading';

/** What PowerShell adds to the values of a key. */
const ADDED = /^PS(?:Path|ParentPath|ChildName|Drive|Provider)$/i;

/** `Microsoft.PowerShell.Core\Registry::HKEY_LOCAL_MACHINE\...`; empty for anything else. */
function pathOf(object: JsonObject): string {
  const path = propertyOf(object, 'PSPath');
  return typeof path === 'string' ? textAt(/Registry::(HK.{1,400})/.exec(path), 1) : '';
}

/** PowerShell doesn't tell types: a whole number is taken for a DWORD, which all numbers of Teredo are. */
function valueNamed(name: string, value: unknown): RegistryValue {
  const raw = typeof value === 'string' ? value : JSON.stringify(value);
  const isNumber = typeof value === 'number' || /^-?[0-9]{1,10}$/.test(raw);
  if (isNumber) return { name, type: 'REG_DWORD', data: parseInt(raw, 10), raw };
  if (typeof value === 'string') return { name, type: 'REG_SZ', data: value, raw };
  return { name, type: 'unknown', data: listOf(value), raw };
}

function listOf(value: unknown): RegistryData {
  if (!Array.isArray(value)) return null;
  const items = value as unknown[];
  const texts = items.filter((item): item is string => typeof item === 'string');
  const numbers = items.filter((item): item is number => typeof item === 'number');
  if (texts.length === items.length) return texts;
  return numbers.length === items.length ? numbers : null;
}

function keyOf(object: JsonObject): RegistryKey | null {
  const path = pathOf(object);
  if (path === '') return null;
  const values: RegistryValue[] = [];
  for (const name of Object.keys(object))
    if (!ADDED.test(name)) values.push(valueNamed(name === '(default)' ? '' : name, object[name]));
  return { path, deleted: false, values };
}

/** Keys and values as Get-ItemProperty shows them, as a list of properties or as JSON; empty when there are none. */
export function readRegistryProperties(text: string): RegistryKey[] {
  if (text.indexOf('Registry::') === -1) return [];
  const objects = jsonObjectsOf(findJsonValues(text));
  const keys: RegistryKey[] = [];
  for (const object of objects.length > 0 ? objects : readPropertyLists(text)) {
    const key = keyOf(object);
    if (key !== null) keys.push(key);
  }
  return keys;
}
