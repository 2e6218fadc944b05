import { ArchiveFault } from './archive-fault';
import type { ByteSource } from './verify-tools';

const END = 0x06054b50;
const END_BYTES = 22;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_BYTES = 20;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const LONGEST_COMMENT = 0xffff;

/** Where the directory of an archive lies. */
export interface DirectoryPlace {
  entries: number;
  from: number;
  bytes: number;
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A 64-bit number that a file's size can be. */
export function safeNumber(value: bigint): number {
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
  throw new ArchiveFault('The archive names a size that no file has.');
}

/** Why there is no end where one must be: something stands after it, or it isn't there. */
async function faultOfEnd(source: ByteSource): Promise<ArchiveFault> {
  const length = Math.min(source.size, END_BYTES + LONGEST_COMMENT);
  const view = viewOf(await source.read(source.size - length, length));
  for (let at = length - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    return new ArchiveFault(`${length - END_BYTES - at} bytes stand after the end of the archive.`);
  }
  return new ArchiveFault('The file is no ZIP archive, or its end is cut off.');
}

/** The numbers of a large archive, which stand before its end. */
async function readEnd64(source: ByteSource): Promise<DirectoryPlace & { end: number }> {
  const locatorAt = source.size - END_BYTES - LOCATOR_64_BYTES;
  if (locatorAt < END_64_BYTES) throw new ArchiveFault('The end of the archive is damaged.');
  const locator = viewOf(await source.read(locatorAt, LOCATOR_64_BYTES));
  const end = locatorAt - END_64_BYTES;
  const record = viewOf(await source.read(end, END_64_BYTES));
  const isWhole =
    locator.getUint32(0, true) === LOCATOR_64 &&
    locator.getUint32(4, true) === 0 &&
    safeNumber(locator.getBigUint64(8, true)) === end &&
    locator.getUint32(16, true) === 1 &&
    record.getUint32(0, true) === END_64 &&
    safeNumber(record.getBigUint64(4, true)) === END_64_BYTES - 12 &&
    record.getUint32(16, true) === 0 &&
    record.getUint32(20, true) === 0 &&
    record.getBigUint64(24, true) === record.getBigUint64(32, true);
  if (!isWhole) throw new ArchiveFault('The end of the archive is damaged.');
  return {
    entries: safeNumber(record.getBigUint64(32, true)),
    bytes: safeNumber(record.getBigUint64(40, true)),
    from: safeNumber(record.getBigUint64(48, true)),
    end,
  };
}

/** What the end says where it speaks for itself; `needs64`: a larger record stands before it. */
function readEnd(view: DataView, size: number): DirectoryPlace & { end: number; needs64: boolean } {
  const [entries, bytes, from] = [
    view.getUint16(10, true),
    view.getUint32(12, true),
    view.getUint32(16, true),
  ];
  const oneDisk = view.getUint32(4, true) === 0 && view.getUint16(8, true) === entries;
  const needs64 = entries === 0xffff || bytes === 0xffffffff || from === 0xffffffff;
  if (!oneDisk && !needs64) throw new ArchiveFault('The end of the archive is damaged.');
  return { entries, bytes, from, end: size - END_BYTES, needs64 };
}

/**
 * Finds the directory of an archive, which must lie right before its end, with nothing after that.
 *
 * @throws ArchiveFault
 */
export async function findDirectory(source: ByteSource): Promise<DirectoryPlace> {
  if (source.size < END_BYTES) throw new ArchiveFault('The file is no ZIP archive, or its end is cut off.');
  const view = viewOf(await source.read(source.size - END_BYTES, END_BYTES));
  if (view.getUint32(0, true) !== END || view.getUint16(20, true) !== 0) throw await faultOfEnd(source);
  const small = readEnd(view, source.size);
  const { entries, bytes, from, end } = small.needs64 ? await readEnd64(source) : small;
  if (from + bytes === end) return { entries, bytes, from };
  throw new ArchiveFault(
    'The directory of the archive does not lie where its end says: bytes are missing or were added.',
  );
}
