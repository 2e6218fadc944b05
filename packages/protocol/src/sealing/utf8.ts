/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD, as in WHATWG's encoder. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes.push(unit);
      continue;
    }
    const low = text.charCodeAt(index + 1);
    const paired = unit >= 0xd800 && unit < 0xdc00 && low >= 0xdc00 && low < 0xe000;
    if (paired) index += 1;
    pushCodePoint(bytes, paired ? 0x10000 + (unit - 0xd800) * 0x400 + (low - 0xdc00) : unit);
  }
  return new Uint8Array(bytes);
}

function pushCodePoint(bytes: number[], found: number): void {
  const code = found >= 0xd800 && found < 0xe000 ? 0xfffd : found;
  if (code < 0x800) {
    bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
  } else if (code < 0x10000) {
    bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  } else {
    bytes.push(
      0xf0 | (code >> 18),
      0x80 | ((code >> 12) & 63),
      0x80 | ((code >> 6) & 63),
      0x80 | (code & 63),
    );
  }
}

/** The text, or null when the bytes aren't well-formed UTF-8 (overlong, surrogate, cut short, above U+10FFFF). */
export function decodeUtf8(bytes: Uint8Array): string | null {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    const length = sequenceLength(lead);
    if (length === 0 || at + length > bytes.length) return null;
    const code = readSequence(bytes, at, length);
    if (code === -1) return null;
    parts.push(codePointText(code));
    at += length;
  }
  return parts.join('');
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

function readSequence(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] as number;
  if (length === 1) return lead;
  let code = lead & (0x7f >> length);
  for (let offset = 1; offset < length; offset += 1) {
    const next = bytes[at + offset] as number;
    if ((next & 0xc0) !== 0x80) return -1;
    code = code * 64 + (next & 63);
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const surrogate = code >= 0xd800 && code < 0xe000;
  return code < least || code > 0x10ffff || surrogate ? -1 : code;
}

function codePointText(code: number): string {
  if (code < 0x10000) return String.fromCharCode(code);
  const rest = code - 0x10000;
  return String.fromCharCode(0xd800 + (rest >> 10), 0xdc00 + (rest & 1023));
}
