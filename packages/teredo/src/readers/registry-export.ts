import { textAt } from '../text/text-at';
import { bytesOfHex, dataOfBytes, REMOVAL, registryTypeName } from './registry-data';
import type { RegistryKey, RegistryValue } from './registry-reading';

/** A quoted text of an export and what follows it; null when the line doesn't begin with one. */
function readQuoted(line: string): { text: string; rest: string } | null {
  if (line.charAt(0) !== '"') return null;
  const pieces: string[] = [];
  for (let index = 1; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (character === '"') return { text: pieces.join(''), rest: line.slice(index + 1) };
    const escaped = character === '\\';
    if (escaped) index += 1;
    pieces.push(escaped ? line.charAt(index) : character);
  }
  return null;
}

/** Lines without the space around them; those that a backslash continues are one: long hexadecimal data is printed so. */
function joinContinued(lines: string[]): string[] {
  const joined: string[] = [];
  let open = '';
  for (const line of lines.map((one) => one.trim())) {
    const isOpen = /[=:,0-9a-f]\\$/i.test(line) && /^(?:["@]|[0-9a-f]{2},)/i.test(line);
    if (isOpen) open += line.slice(0, -1);
    else {
      joined.push(open + line);
      open = '';
    }
  }
  return joined.concat(open);
}

function valueOfData(name: string, data: string, wide: boolean): RegistryValue | null {
  if (data === '-') return { name, type: REMOVAL, data: null, raw: data };
  const quoted = readQuoted(data);
  if (quoted !== null) return { name, type: 'REG_SZ', data: quoted.text, raw: data };
  const dword = /^dword:([0-9a-f]{1,8})(?![0-9a-f])/i.exec(data);
  if (dword !== null) return { name, type: 'REG_DWORD', data: parseInt(textAt(dword, 1), 16), raw: data };
  const hex = /^hex(?:\(([0-9a-f]{1,8})\))?:/i.exec(data);
  if (hex === null) return null;
  const type = hex[1] ? registryTypeName(parseInt(hex[1], 16)) : 'REG_BINARY';
  const bytes = bytesOfHex(data.slice(hex[0].length));
  return { name, type, data: bytes === null ? null : dataOfBytes(type, bytes, wide), raw: data };
}

/** `"name"=data`, `@=data`, or a removal (`"name"=-`); null for anything else. */
function valueOfLine(line: string, wide: boolean): RegistryValue | null {
  const name = line.charAt(0) === '@' ? { text: '', rest: line.slice(1) } : readQuoted(line);
  if (name === null) return null;
  const rest = name.rest.trim();
  return rest.charAt(0) === '=' ? valueOfData(name.text, rest.slice(1).trim(), wide) : null;
}

/** Keys and values of a registry export, of version 4 (`REGEDIT4`) or 5; empty when there is none. */
export function readRegistryExport(lines: string[]): RegistryKey[] {
  const keys: RegistryKey[] = [];
  let wide = true;
  for (const line of joinContinued(lines)) {
    if (line.toUpperCase() === 'REGEDIT4') wide = false;
    const heading = /^\[(-?)(HK[A-Z_0-9][^\]]{0,430})\]/i.exec(line);
    const current = keys[keys.length - 1];
    const value = valueOfLine(line, wide);
    if (heading !== null) keys.push({ path: textAt(heading, 2), deleted: heading[1] === '-', values: [] });
    else if (value !== null && current === undefined)
      keys.push({ path: '', deleted: false, values: [value] });
    else if (value !== null) current?.values.push(value);
  }
  return keys;
}
