import { createObject, elementsOf } from './host';

interface Shell {
  RegRead(name: string): unknown;
  RegWrite(name: string, value: string, type: string): void;
}

/** A value of the registry: text, a number (of a DWORD, 0 to 2^32-1), or raw bytes. */
export type RegistryValue =
  | { kind: 'text'; text: string }
  | { kind: 'number'; number: number }
  | { kind: 'bytes'; bytes: number[] }
  /** It is there and of a type that a script can't read. */
  | { kind: 'other' };

/** Not found; every other failure means that the value may be there. */
const NOT_FOUND = [0x80070002, 0x80070003];

/** One value by key and name (an empty one: the key's own); null when there is none. Throws nothing. */
export function readRegistryValue(key: string, name: string): RegistryValue | null {
  try {
    return typedValue(createObject<Shell>('WScript.Shell').RegRead(`${key}\\${name}`));
  } catch (error) {
    const { number } = error as { number?: number };
    return number !== undefined && NOT_FOUND.indexOf(number >>> 0) !== -1 ? null : { kind: 'other' };
  }
}

function typedValue(read: unknown): RegistryValue {
  if (typeof read === 'string') return { kind: 'text', text: read };
  if (typeof read === 'number') return { kind: 'number', number: read >>> 0 };
  const elements = elementsOf(read);
  return elements === null ? { kind: 'other' } : { kind: 'bytes', bytes: elements.map(Number) };
}

/** Text of a value; null when there is none, or none of text. */
export function readRegistryText(key: string, name: string): string | null {
  const value = readRegistryValue(key, name);
  return value !== null && value.kind === 'text' ? value.text : null;
}

/** A value that should be a number: null when there is none, `unknown` when it is anything else. */
export function readRegistryNumber(key: string, name: string): number | null | 'unknown' {
  const value = readRegistryValue(key, name);
  if (value === null) return null;
  return value.kind === 'number' ? value.number : 'unknown';
}

/** Writes text, and makes the key where there is none. False: Windows refused. */
export function writeRegistryText(key: string, name: string, text: string): boolean {
  try {
    createObject<Shell>('WScript.Shell').RegWrite(`${key}\\${name}`, text, 'REG_SZ');
    return true;
  } catch (_error) {
    return false;
  }
}
