import { crc32, deflateRawSync } from 'node:zlib';

/** A file to put into a zip. */
export interface ZipEntry {
  /** ASCII letters, digits, dots, hyphens and underscores. */
  name: string;
  text: string;
}

/** A number of so many bytes, the lowest first. */
type Field = readonly [bytes: 2 | 4 | 8, value: number];

const LIMIT_16 = 0xffff;
const LIMIT_32 = 0xffffffff;
const VERSION = 20;
const VERSION_64 = 45;
const DEFLATED = 8;

function fields(...all: readonly Field[]): Buffer {
  return Buffer.concat(
    all.map(([bytes, value]) => {
      const part = Buffer.alloc(bytes);
      if (bytes === 8) part.writeBigUInt64LE(BigInt(value));
      else part.writeUIntLE(value, 0, bytes);
      return part;
    }),
  );
}

/** Date and time of MS-DOS, in steps of two seconds, in UTC. */
function dosTime(at: Date): [time: number, date: number] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [time, date];
}

/** What ends the list of files, where there are more of them, or they are longer, than the plain form can say. */
function end64(entries: number, size: number, offset: number): Buffer {
  return Buffer.concat([
    fields([4, 0x06064b50], [8, 44], [2, VERSION_64], [2, VERSION_64], [4, 0], [4, 0]),
    fields([8, entries], [8, entries], [8, size], [8, offset]),
    fields([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1]),
  ]);
}

function end(entries: number, size: number, offset: number): Buffer {
  const count = Math.min(entries, LIMIT_16);
  const plain = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, Math.min(size, LIMIT_32)],
    [4, Math.min(offset, LIMIT_32)],
    [2, 0],
  );
  const isLarge = entries >= LIMIT_16 || size >= LIMIT_32 || offset >= LIMIT_32;
  return isLarge ? Buffer.concat([end64(entries, size, offset), plain]) : plain;
}

/**
 * A zip of as many small files as there are, piece by piece: what is kept meanwhile is some hundred bytes a file. (APPNOTE.TXT 6.3.10
 * of PKWARE, sections 4.3 and 4.5.3.)
 */
export class ZipPieces {
  private readonly directory: Buffer[] = [];
  private offset = 0;

  constructor(private readonly at: Date) {}

  add({ name, text }: ZipEntry): Uint8Array {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const [time, date] = dosTime(this.at);
    const path = Buffer.from(name, 'ascii');
    const about = fields(
      [2, VERSION],
      [2, 0],
      [2, DEFLATED],
      [2, time],
      [2, date],
      [4, crc32(content)],
      [4, packed.length],
      [4, content.length],
      [2, path.length],
    );
    const isFar = this.offset >= LIMIT_32;
    const extra = isFar ? fields([2, 1], [2, 8], [8, this.offset]) : Buffer.alloc(0);
    this.directory.push(
      Buffer.concat([
        fields([4, 0x02014b50], [2, VERSION_64]),
        about,
        fields([2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, isFar ? LIMIT_32 : this.offset]),
        path,
        extra,
      ]),
    );
    const piece = Buffer.concat([fields([4, 0x04034b50]), about, fields([2, 0]), path, packed]);
    this.offset += piece.length;
    return piece;
  }

  /** What comes last; nothing is added after it. */
  end(): Uint8Array {
    const directory = Buffer.concat(this.directory);
    return Buffer.concat([directory, end(this.directory.length, directory.length, this.offset)]);
  }
}
