import { decodeUtf16, textOfUnits } from '../text/utf';
import type { RegistryData } from './registry-reading';

/** Names by number, as in `hex(2)` of an export. */
const TYPE_NAMES = [
  'REG_NONE',
  'REG_SZ',
  'REG_EXPAND_SZ',
  'REG_BINARY',
  'REG_DWORD',
  'REG_DWORD_BIG_ENDIAN',
  'REG_LINK',
  'REG_MULTI_SZ',
  'REG_RESOURCE_LIST',
  'REG_FULL_RESOURCE_DESCRIPTOR',
  'REG_RESOURCE_REQUIREMENTS_LIST',
  'REG_QWORD',
];

/** In the place of a type: the line takes the value away. */
export const REMOVAL = 'removal';

export function registryTypeName(number: number): string {
  return TYPE_NAMES[number] ?? 'unknown';
}

/** Bytes of `fe,03,...` or `FE03...`; null when something else stands among them. */
export function bytesOfHex(text: string): number[] | null {
  const bare = text.replace(/[\s,]/g, '');
  if (bare.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(bare)) return null;
  const bytes: number[] = [];
  for (let index = 0; index < bare.length; index += 2) bytes.push(parseInt(bare.slice(index, index + 2), 16));
  return bytes;
}

function numberOfBytes(bytes: number[], bigEndian: boolean): number {
  const ordered = bigEndian ? bytes : bytes.slice().reverse();
  let value = 0;
  for (const byte of ordered) value = value * 256 + byte;
  return value;
}

const withoutEnd = (text: string): string => text.replace(/\0{1,2}$/, '');

/** Text of bytes: UTF-16 in exports of version 5, one byte a character in those before (ASCII is all they need). */
function textOfBytes(bytes: number[], wide: boolean): string {
  return wide ? decodeUtf16(bytes, 0, false) : textOfUnits(bytes);
}

/** Data of a value from its bytes; null when they aren't what the type asks for. */
export function dataOfBytes(type: string, bytes: number[], wide: boolean): RegistryData {
  if (type === 'REG_DWORD') return bytes.length === 4 ? numberOfBytes(bytes, false) : null;
  if (type === 'REG_DWORD_BIG_ENDIAN') return bytes.length === 4 ? numberOfBytes(bytes, true) : null;
  if (type === 'REG_QWORD') return bytes.length === 8 ? numberOfBytes(bytes, false) : null;
  if (type === 'REG_SZ' || type === 'REG_EXPAND_SZ') return withoutEnd(textOfBytes(bytes, wide));
  if (type !== 'REG_MULTI_SZ') return bytes;
  return textOfBytes(bytes, wide)
    .split('\0')
    .filter((line) => line !== '');
}

/** Data of a value as `reg query` prints it. */
export function dataOfPrint(type: string, text: string): RegistryData {
  if (type === 'REG_DWORD' || type === 'REG_QWORD' || type === 'REG_DWORD_BIG_ENDIAN') {
    return /^0x[0-9a-f]{1,16}$/i.test(text) ? parseInt(text, 16) : null;
  }
  if (type === 'REG_MULTI_SZ') return text.split('\\0').filter((line) => line !== '');
  return type === 'REG_SZ' || type === 'REG_EXPAND_SZ' ? text : bytesOfHex(text);
}
