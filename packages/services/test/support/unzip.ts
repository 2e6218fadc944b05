import { inflateRawSync } from 'node:zlib';
import { expect } from 'vitest';

/** What a zip holds, by its own list of files. */
export function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [packed, name, extra] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
    ];
    const from = zip.readUInt32LE(at + 42);
    const content = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28);
    files.set(
      zip.subarray(at + 46, at + 46 + name).toString('ascii'),
      inflateRawSync(zip.subarray(content, content + packed)).toString('utf8'),
    );
    at += 46 + name + extra;
  }
  return files;
}
