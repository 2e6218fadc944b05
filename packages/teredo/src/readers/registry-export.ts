import { bytesOfHex, dataOfBytes, REMOVAL, registryTypeName } from './registry-data';
import type { RegistryKey, RegistryValue } from './registry-reading';

/** A quoted text of an export and what follows it; null when the line doesn't begin with one. */
function readQuoted(line: string): { text: string; rest: string } | null {
  if (line.charAt(0) !== '"') return null;
  const pieces: string[] = [];
  for (let index = 1; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (character === '"') return { text: pieces.join(''), rest: line.slice(index + 1) };
    const escaped = character === '\\' && index + 1 < line.length;
    if (escaped) index += 1;
    pieces.push(escaped ? line.charAt(index) : character);
  }
  return null;
}

/** Joins lines that a backslash continues: long hexadecimal data is printed so. */
function joinContinued(lines: string[]): string[] {
  const joined: string[] = [];
  let open = '';
  for (const line of lines) {
    const isOpen = /(?:^|[=,0-9a-f])\\$/i.test(line) && /^\s*(?:["@]|[0-9a-f]{2}\s*,)/i.test(line);
    if (isOpen) open += line.slice(0, -1).trim();
    else {
      joined.push(open === '' ? line : open + line.trim());
      open = '';
    }
  }
  if (open !== '') joined.push(open);
  return joined;
}

function valueOfData(name: string, print: string, wide: boolean): RegistryValue | null {
  const data = print.trim();
  if (data === '-') return { name, type: REMOVAL, data: null, raw: data };
  const quoted = readQuoted(data);
  if (quoted !== null) return { name, type: 'REG_SZ', data: quoted.text, raw: data };
  const dword = /^dword:([0-9a-f]{1,8})(?![0-9a-f])/i.exec(data);
  if (dword !== null) return { name, type: 'REG_DWORD', data: parseInt(dword[1] ?? '', 16), raw: data };
  const hex = /^hex(?:\(([0-9a-f]{1,8})\))?:/i.exec(data);
  if (hex === null) return null;
  const type = hex[1] ? registryTypeName(parseInt(hex[1], 16)) : 'REG_BINARY';
  const bytes = bytesOfHex(data.slice(hex[0].length));
  return { name, type, data: bytes === null ? null : dataOfBytes(type, bytes, wide), raw: data };
}

/** `"name"=data`, `@=data`, or a removal (`"name"=-`); null for anything else. */
function valueOfLine(line: string, wide: boolean): RegistryValue | null {
  const text = line.trim();
  const name = text.charAt(0) === '@' ? { text: '', rest: text.slice(1) } : readQuoted(text);
  if (name === null) return null;
  const equals = /^\s{0,9}=(.*)$/.exec(name.rest);
  return equals === null ? null : valueOfData(name.text, equals[1] ?? '', wide);
}

/** Keys and values of a registry export, of version 4 (`REGEDIT4`) or 5; empty when there is none. */
export function readRegistryExport(lines: string[]): RegistryKey[] {
  const keys: RegistryKey[] = [];
  let wide = true;
  for (const line of joinContinued(lines)) {
    if (/^\s{0,9}REGEDIT4\s{0,9}$/i.test(line)) wide = false;
    const heading = /^\s{0,9}\[(-?)(HK[A-Z_0-9]{1,30}[^\]]{0,400})\]/i.exec(line);
    const current = keys[keys.length - 1];
    if (heading !== null) keys.push({ path: heading[2] ?? '', deleted: heading[1] === '-', values: [] });
    else if (current !== undefined || /^\s{0,9}"/.test(line)) {
      const value = valueOfLine(line, wide);
      if (value === null) continue;
      if (current === undefined) keys.push({ path: '', deleted: false, values: [value] });
      else current.values.push(value);
    }
  }
  return keys;
}
