/** All parts one after another. */
export function concatBytes(parts: Uint8Array[]): Uint8Array {
  let length = 0;
  for (let index = 0; index < parts.length; index += 1) length += (parts[index] as Uint8Array).length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as Uint8Array;
    for (let at = 0; at < part.length; at += 1) joined[offset + at] = part[at] as number;
    offset += part.length;
  }
  return joined;
}

/** A copy of bytes [start, end). */
export function copyBytes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const copy = new Uint8Array(end - start);
  for (let at = start; at < end; at += 1) copy[at - start] = bytes[at] as number;
  return copy;
}

/** ASCII text as bytes; throws RangeError on any other character. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) throw new RangeError('The text has a character that is not ASCII.');
    bytes[index] = code;
  }
  return bytes;
}
