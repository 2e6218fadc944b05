import { ArchiveFault } from './archive-fault';
import { crc32 } from './crc-32';
import type { ByteSource, VerifyTools } from './verify-tools';
import { SIZES_AFTER, STORED, type ZipEntry } from './zip-directory';
import { viewOf } from './zip-end';
import { checkFields } from './zip-fields';

const HEADER = 0x04034b50;
const HEADER_BYTES = 30;
const DESCRIPTOR = 0x08074b50;
const READ_BYTES = 64 * 1024;

const damaged = (name: string, how: string): ArchiveFault => new ArchiveFault(`${name} ${how}.`);

/** Checks an entry's own header against the directory; resolves with where its content begins. */
async function findContent(source: ByteSource, entry: ZipEntry): Promise<number> {
  const { name, from, until, flags, method } = entry;
  const unlike = damaged(name, 'has a header of its own that is not what the directory says');
  if (until - from < HEADER_BYTES) throw unlike;
  const view = viewOf(await source.read(from, HEADER_BYTES));
  const [nameBytes, extraBytes] = [view.getUint16(26, true), view.getUint16(28, true)];
  const begin = from + HEADER_BYTES + nameBytes + extraBytes;
  if (view.getUint32(0, true) !== HEADER || nameBytes !== name.length || begin > until) throw unlike;
  const own = String.fromCharCode(...(await source.read(from + HEADER_BYTES, nameBytes)));
  const same = own === name && view.getUint16(6, true) === flags && view.getUint16(8, true) === method;
  if (!same) throw unlike;
  checkFields(viewOf(await source.read(begin - extraBytes, extraBytes)), name);
  if ((flags & SIZES_AFTER) === 0) checkOwnSizes(view, entry, unlike);
  return begin;
}

function checkOwnSizes(view: DataView, { crc, packedBytes, bytes }: ZipEntry, unlike: ArchiveFault): void {
  const isLarge = view.getUint32(18, true) === 0xffffffff || view.getUint32(22, true) === 0xffffffff;
  const sizesFit =
    isLarge || (view.getUint32(18, true) === packedBytes && view.getUint32(22, true) === bytes);
  if (view.getUint32(14, true) !== crc || !sizesFit) throw unlike;
}

/** What follows the content: nothing, or its CRC and sizes once more. */
async function checkAfter(source: ByteSource, entry: ZipEntry, end: number): Promise<void> {
  const { name, flags, until, crc, packedBytes, bytes } = entry;
  const length = until - end;
  if ((flags & SIZES_AFTER) === 0) {
    if (length === 0) return;
    throw damaged(name, `is followed by ${length} bytes that belong to no file`);
  }
  const unlike = damaged(name, 'is followed by sizes that are not what the directory says');
  if (![12, 16, 20, 24].includes(length)) throw unlike;
  const view = viewOf(await source.read(end, length));
  const marked = length === 16 || length === 24;
  const at = marked ? 4 : 0;
  const sizes =
    length >= 20
      ? [Number(view.getBigUint64(at + 4, true)), Number(view.getBigUint64(at + 12, true))]
      : [view.getUint32(at + 4, true), view.getUint32(at + 8, true)];
  const same =
    (!marked || view.getUint32(0, true) === DESCRIPTOR) &&
    view.getUint32(at, true) === crc &&
    sizes[0] === packedBytes &&
    sizes[1] === bytes;
  if (!same) throw unlike;
}

async function* readPieces(source: ByteSource, from: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < end; at += READ_BYTES) yield source.read(at, Math.min(READ_BYTES, end - at));
}

async function* unpack(
  pieces: AsyncIterable<Uint8Array>,
  entry: ZipEntry,
  tools: Pick<VerifyTools, 'inflate'>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* entry.method === STORED ? pieces : tools.inflate(pieces);
  } catch {
    throw damaged(entry.name, 'can not be unpacked: bytes of it were changed');
  }
}

/**
 * The content of a file in pieces, checked as it comes: nothing is believed of sizes, and whoever reads it holds one piece.
 *
 * @throws ArchiveFault
 */
export async function* readContent(
  source: ByteSource,
  entry: ZipEntry,
  tools: Pick<VerifyTools, 'inflate'>,
): AsyncGenerator<Uint8Array> {
  const begin = await findContent(source, entry);
  const end = begin + entry.packedBytes;
  if (end > entry.until) throw damaged(entry.name, 'is longer than the room that it has in the archive');
  await checkAfter(source, entry, end);
  let [unpacked, crc] = [0, 0];
  for await (const piece of unpack(readPieces(source, begin, end), entry, tools)) {
    unpacked += piece.length;
    if (unpacked > entry.bytes) throw damaged(entry.name, 'is longer than the directory says');
    crc = crc32(piece, crc);
    yield piece;
  }
  if (unpacked !== entry.bytes) throw damaged(entry.name, 'is shorter than the directory says');
  if (crc !== entry.crc) throw damaged(entry.name, 'is not what its CRC says: bytes of it were changed');
}
