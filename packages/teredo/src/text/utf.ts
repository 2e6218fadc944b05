/** Anything with bytes by index and a length: an array, a typed array, a Buffer. */
export type Bytes = ArrayLike<number>;

/** Character codes are joined in portions: some engines take only so many arguments. */
const PORTION = 4096;

/** Makes text of UTF-16 code units. */
export function textOfUnits(units: number[]): string {
  const pieces: string[] = [];
  for (let index = 0; index < units.length; index += PORTION) {
    pieces.push(String.fromCharCode.apply(null, units.slice(index, index + PORTION)));
  }
  return pieces.join('');
}

/** Decodes UTF-16 from an offset; a last odd byte is left out. */
export function decodeUtf16(bytes: Bytes, offset: number, bigEndian: boolean): string {
  const units: number[] = [];
  for (let index = offset; index + 1 < bytes.length; index += 2) {
    const first = bytes[index] ?? 0;
    const second = bytes[index + 1] ?? 0;
    units.push(bigEndian ? first * 256 + second : second * 256 + first);
  }
  return textOfUnits(units);
}

function lengthOfSequence(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/** The lowest code point that needs a sequence of this length; shorter ones would be overlong. */
const LOWEST = [0, 0, 0x80, 0x800, 0x10000];

function codePointAt(bytes: Bytes, index: number, length: number): number {
  let code = length === 1 ? (bytes[index] ?? 0) : (bytes[index] ?? 0) & (0xff >> (length + 1));
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[index + next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    code = code * 64 + (byte & 0x3f);
  }
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return surrogate || code > 0x10ffff || code < (LOWEST[length] ?? 0) ? -1 : code;
}

/** Decodes UTF-8 from an offset, or null when the bytes are not UTF-8. A last character may be cut off. */
export function decodeUtf8(bytes: Bytes, offset: number): string | null {
  const units: number[] = [];
  let index = offset;
  while (index < bytes.length) {
    const length = lengthOfSequence(bytes[index] ?? 0);
    if (length === 0) return null;
    if (index + length > bytes.length) break;
    const code = codePointAt(bytes, index, length);
    if (code === -1) return null;
    if (code < 0x10000) units.push(code);
    else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    index += length;
  }
  return textOfUnits(units);
}
