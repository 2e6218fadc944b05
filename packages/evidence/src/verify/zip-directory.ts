import { ArchiveFault } from './archive-fault';
import type { ByteSource } from './verify-tools';
import { type DirectoryPlace, findDirectory, safeNumber, viewOf } from './zip-end';
import { checkFields } from './zip-fields';

const HEADER = 0x02014b50;
const HEADER_BYTES = 46;
/** A bundle has about ten files. */
const MOST_ENTRIES = 64;
const MOST_DIRECTORY_BYTES = 64 * 1024;
const GIB = 1024 ** 3;
const MOST_BYTES = 64 * GIB;
const MOST_BYTES_TOGETHER = 128 * GIB;
/** A bundle's files are tables and text, which DEFLATE makes ten to thirty times smaller. */
const MOST_RATIO = 200;
/** So much may come of nothing before the ratio is looked at. */
const RATIO_FREE_BYTES = 1024 * 1024;
/** No folders, nothing that a file system could take for more than a name. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/;

export const STORED = 0;
export const DEFLATED = 8;
/** Flags of an entry: its sizes stand after it; the rest says how hard it was packed, and that names are UTF-8. */
export const SIZES_AFTER = 0x0008;
const KNOWN_FLAGS = SIZES_AFTER | 0x0006 | 0x0800;

/** What the directory says of one file. */
export interface ZipEntry {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packedBytes: number;
  bytes: number;
  /** Of its local header. */
  from: number;
  /** Where what belongs to it ends. */
  until: number;
}

/** ASCII as it stands; anything else stands for itself and is no name of a file in a bundle. */
const asciiOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** A name as a message may show it. */
const shown = (name: string): string => JSON.stringify(name.slice(0, 100));

function checkName(name: string): void {
  if (NAME.test(name)) return;
  throw new ArchiveFault(
    `The archive holds ${shown(name)}: a bundle has no folders, and names of small letters, digits, dots and dashes only.`,
  );
}

interface Sizes {
  bytes: number;
  packedBytes: number;
  from: number;
}

const LARGE = 0xffffffff;

/** Sizes that don't fit 32 bits stand in an extra field, in this order, each only where it doesn't fit. */
function largeSizes(extra: DataView, small: Sizes): Sizes {
  const sizes = { ...small };
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    for (const key of ['bytes', 'packedBytes', 'from'] as const) {
      if (small[key] !== LARGE) continue;
      if (next + 8 > extra.byteLength) break;
      sizes[key] = safeNumber(extra.getBigUint64(next, true));
      next += 8;
    }
    return sizes;
  }
  return sizes;
}

function checkKind({ name, flags, method }: Pick<ZipEntry, 'name' | 'flags' | 'method'>): void {
  const known = (flags & ~KNOWN_FLAGS) === 0 && (method === STORED || method === DEFLATED);
  if (!known) throw new ArchiveFault(`${name} is encrypted, or packed in a way that bundles do not use.`);
}

/** Reads one header of the directory; `next`: where the one after it begins. */
function readHeader(directory: Uint8Array, at: number): { entry: Omit<ZipEntry, 'until'>; next: number } {
  const damaged = new ArchiveFault('The directory of the archive is damaged.');
  if (at + HEADER_BYTES > directory.length) throw damaged;
  const view = viewOf(directory.subarray(at));
  const [nameBytes, extraBytes] = [view.getUint16(28, true), view.getUint16(30, true)];
  const next = at + HEADER_BYTES + nameBytes + extraBytes;
  const isWhole =
    view.getUint32(0, true) === HEADER && view.getUint32(32, true) === 0 && next <= directory.length;
  if (!isWhole) throw damaged;
  const nameAt = at + HEADER_BYTES;
  const name = asciiOf(directory.subarray(nameAt, nameAt + nameBytes));
  checkName(name);
  const [flags, method] = [view.getUint16(8, true), view.getUint16(10, true)];
  checkKind({ name, flags, method });
  const small = {
    packedBytes: view.getUint32(20, true),
    bytes: view.getUint32(24, true),
    from: view.getUint32(42, true),
  };
  const fields = viewOf(directory.subarray(nameAt + nameBytes, next));
  checkFields(fields, name);
  const sizes = largeSizes(fields, small);
  return { entry: { name, flags, method, crc: view.getUint32(16, true), ...sizes }, next };
}

/** Every byte before the directory belongs to one file, and the files stand in the directory's order. */
function tile(entries: readonly Omit<ZipEntry, 'until'>[], end: number): ZipEntry[] {
  const first = entries[0]?.from ?? end;
  if (first !== 0) throw new ArchiveFault(`${first} bytes stand before the first file of the archive.`);
  return entries.map((entry, index) => {
    const until = entries[index + 1]?.from ?? end;
    if (until > entry.from) return { ...entry, until };
    throw new ArchiveFault('Files of the archive overlap, or do not stand in the order of its directory.');
  });
}

/** Refuses what grows as no table or text does, before anything is unpacked. */
function checkGrowth(entries: readonly ZipEntry[]): void {
  let together = 0;
  for (const { name, bytes, packedBytes } of entries) {
    together += bytes;
    if (bytes > RATIO_FREE_BYTES && bytes > packedBytes * MOST_RATIO) {
      throw new ArchiveFault(
        `${name} would grow to more than ${MOST_RATIO} times its size, which no file of a bundle does. Nothing was unpacked.`,
      );
    }
    if (bytes > MOST_BYTES || together > MOST_BYTES_TOGETHER) {
      throw new ArchiveFault(`${name} is larger than any file of a bundle. Nothing was unpacked.`);
    }
  }
}

function checkNumbers({ entries, bytes }: DirectoryPlace): void {
  if (entries <= MOST_ENTRIES && bytes <= MOST_DIRECTORY_BYTES) return;
  throw new ArchiveFault(`The archive has ${entries} files: a bundle has a few.`);
}

/**
 * Reads the directory of an archive as strictly as a bundle is written: a name once, no folders, no gaps, nothing before
 * or after.
 *
 * @throws ArchiveFault
 */
export async function readDirectory(source: ByteSource): Promise<ZipEntry[]> {
  const place = await findDirectory(source);
  checkNumbers(place);
  const directory = await source.read(place.from, place.bytes);
  const entries: Omit<ZipEntry, 'until'>[] = [];
  let at = 0;
  while (at < directory.length) {
    const { entry, next } = readHeader(directory, at);
    if (entries.some(({ name }) => name === entry.name)) {
      throw new ArchiveFault(`${entry.name} stands twice in the archive.`);
    }
    entries.push(entry);
    at = next;
  }
  if (entries.length !== place.entries) throw new ArchiveFault('The directory of the archive is damaged.');
  const tiled = tile(entries, place.from);
  checkGrowth(tiled);
  return tiled;
}
