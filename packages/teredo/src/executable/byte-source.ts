/** Bytes as every runtime has them: a typed array, or an array of numbers from 0 to 255. */
export interface Bytes {
  readonly length: number;
  readonly [index: number]: number;
}

/** A file's bytes, wherever they lie. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** As many as asked for from there on, fewer at the end. May throw, which ends the inspection. */
  read(offset: number, length: number): Bytes;
}

/** Numbers and names out of a file, little-endian; null where it ends before. */
export interface ByteReader {
  readonly size: number;
  u8(offset: number): number | null;
  u16(offset: number): number | null;
  u32(offset: number): number | null;
  /** ASCII up to a zero; null: there is none within `most` bytes, or another character. */
  name(offset: number, most: number): string | null;
  /** A piece of the file, for who looks through all of it. */
  piece(offset: number, length: number): Bytes;
}

const PAGE = 16_384;
/** So many bytes are looked at between two calls of `goOn`. */
const STRETCH = 4_096;

const always = (): void => undefined;

/**
 * Reads a page at a time and keeps the last two: headers and names mostly lie in two places of a file. `goOn` is called every
 * few thousand bytes that are looked at, however few of them are read anew; what it throws ends the reading.
 */
export function readerOf(source: ByteSource, goOn: () => void = always): ByteReader {
  const pages: { number: number; bytes: Bytes }[] = [];
  let looked = 0;

  function pageOf(number: number): Bytes {
    for (let index = 0; index < pages.length; index += 1) {
      const kept = pages[index] as { number: number; bytes: Bytes };
      if (kept.number === number) return kept.bytes;
    }
    const bytes = source.read(number * PAGE, PAGE);
    pages.unshift({ number: number, bytes: bytes });
    if (pages.length > 2) pages.pop();
    return bytes;
  }

  function u8(offset: number): number | null {
    if (offset < 0 || offset >= source.size) return null;
    looked += 1;
    if (looked % STRETCH === 0) goOn();
    const byte = pageOf(Math.floor(offset / PAGE))[offset % PAGE];
    return byte === undefined ? null : byte;
  }

  function unsigned(offset: number, length: number): number | null {
    let value = 0;
    for (let index = length - 1; index >= 0; index -= 1) {
      const byte = u8(offset + index);
      if (byte === null) return null;
      value = value * 256 + byte;
    }
    return value;
  }

  function name(offset: number, most: number): string | null {
    const codes: number[] = [];
    for (let index = 0; index < most; index += 1) {
      const byte = u8(offset + index);
      // At once: engines keep a text that grew letter by letter as a chain of its pieces, thirty times as large.
      if (byte === 0) return String.fromCharCode.apply(null, codes);
      if (byte === null || byte < 0x20 || byte > 0x7e) return null;
      codes.push(byte);
    }
    return null;
  }

  return {
    size: source.size,
    u8: u8,
    u16: (offset) => unsigned(offset, 2),
    u32: (offset) => unsigned(offset, 4),
    name: name,
    piece: (offset, length) => source.read(offset, length),
  };
}
