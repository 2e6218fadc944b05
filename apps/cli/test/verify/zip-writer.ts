import { crc32, deflateRawSync } from 'node:zlib';

/** A file as it is put into an archive; what differs from the truth is told. */
export interface ZipPart {
  name: string;
  content: Uint8Array;
  /** Stored as it is, or packed. */
  stored?: boolean;
  /** Its sizes stand after it. */
  sizesAfter?: boolean;
  /** In the 64-bit form. */
  large?: boolean;
  /** What the headers say instead of the true size. */
  saidBytes?: number;
  /** Packed bytes that stand there instead. */
  packed?: Uint8Array;
  /** Further fields of the directory, and of the file's own header. */
  extra?: Uint8Array;
  ownExtra?: Uint8Array;
  /** The name in the file's own header. */
  ownName?: string;
}

export interface ZipOptions {
  before?: Uint8Array;
  after?: Uint8Array;
  comment?: string;
  /** The end in the 64-bit form. */
  largeEnd?: boolean;
}

const LARGE = 0xffffffff;

function numbers(...pairs: [number, 2 | 4 | 8][]): Buffer {
  return Buffer.concat(
    pairs.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      if (bytes === 2) buffer.writeUInt16LE(value);
      else if (bytes === 4) buffer.writeUInt32LE(value);
      else buffer.writeBigUInt64LE(BigInt(value));
      return buffer;
    }),
  );
}

interface Written {
  bytes: Buffer;
  header: (from: number) => Buffer;
}

function writePart(part: ZipPart): Written {
  const { content, stored = false, sizesAfter = false, large = false } = part;
  const name = Buffer.from(part.name);
  const packed = part.packed ?? (stored ? content : deflateRawSync(content));
  const bytes = part.saidBytes ?? content.length;
  const crc = crc32(content);
  const flags = sizesAfter ? 0x0808 : 0x0800;
  const method = stored ? 0 : 8;
  const kind: [number, 2 | 4][] = [
    [large ? 45 : 20, 2],
    [flags, 2],
    [method, 2],
    [0, 2],
    [0x5b7b, 2],
  ];
  const own: [number, 4][] = sizesAfter
    ? [
        [0, 4],
        [0, 4],
        [0, 4],
      ]
    : [
        [crc, 4],
        [large ? LARGE : packed.length, 4],
        [large ? LARGE : bytes, 4],
      ];
  const largeSizes = numbers([1, 2], [16, 2], [bytes, 8], [packed.length, 8]);
  const none = Buffer.alloc(0);
  const ownExtra = Buffer.concat([large && !sizesAfter ? largeSizes : none, part.ownExtra ?? none]);
  const size = large ? 8 : 4;
  const after = sizesAfter
    ? numbers([0x08074b50, 4], [crc, 4], [packed.length, size], [bytes, size])
    : Buffer.alloc(0);
  const ownName = Buffer.from(part.ownName ?? part.name);
  const local = numbers([0x04034b50, 4], ...kind, ...own, [ownName.length, 2], [ownExtra.length, 2]);
  const extra = Buffer.concat([large ? largeSizes : none, part.extra ?? none]);
  const header = (from: number) =>
    Buffer.concat([
      numbers(
        [0x02014b50, 4],
        [45, 2],
        ...kind,
        [crc, 4],
        [large ? LARGE : packed.length, 4],
        [large ? LARGE : bytes, 4],
      ),
      numbers([name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [0, 4], [from, 4]),
      name,
      extra,
    ]);
  return { bytes: Buffer.concat([local, ownName, ownExtra, packed, after]), header };
}

function writeEnd(
  entries: number,
  bytes: number,
  from: number,
  { comment = '', largeEnd = false }: ZipOptions,
): Buffer {
  const end = (...[count, length, at]: number[]) =>
    Buffer.concat([
      numbers(
        [0x06054b50, 4],
        [0, 2],
        [0, 2],
        [count!, 2],
        [count!, 2],
        [length!, 4],
        [at!, 4],
        [comment.length, 2],
      ),
      Buffer.from(comment),
    ]);
  if (!largeEnd) return end(entries, bytes, from);
  const record = numbers(
    [0x06064b50, 4],
    [44, 8],
    [45, 2],
    [45, 2],
    [0, 4],
    [0, 4],
    [entries, 8],
    [entries, 8],
    [bytes, 8],
    [from, 8],
  );
  const locator = numbers([0x07064b50, 4], [0, 4], [from + bytes, 8], [1, 4]);
  return Buffer.concat([record, locator, end(0xffff, LARGE, LARGE)]);
}

/** Writes an archive by hand, so that every byte of it can be another than a library would write. */
export function writeZip(parts: readonly ZipPart[], options: ZipOptions = {}): Buffer {
  const written = parts.map(writePart);
  let at = options.before?.length ?? 0;
  const headers = written.map(({ bytes, header }) => {
    const made = header(at);
    at += bytes.length;
    return made;
  });
  const directory = Buffer.concat(headers);
  return Buffer.concat([
    options.before ?? Buffer.alloc(0),
    ...written.map(({ bytes }) => bytes),
    directory,
    writeEnd(parts.length, directory.length, at, options),
    options.after ?? Buffer.alloc(0),
  ]);
}
