import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';

type ReadBytes = () => AsyncIterable<Buffer>;

async function sha256Of(bytes: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of bytes) hash.update(part);
  return hash.digest('hex');
}

/**
 * SHA-256 (hex) of files, each kept until its file changes: a program has 90 MB, and everybody may ask. The time of its
 * change (ctime) is the system's own, so that no copy with an old date passes for what was there.
 */
export class FileHashes {
  readonly #kept = new Map<string, { mark: string; sha256: Promise<string> }>();

  /** `read` gives the bytes of the file that `stats` are of. Throws what it throws. */
  of(path: string, { ino, size, mtimeMs, ctimeMs }: Stats, read: ReadBytes): Promise<string> {
    const mark = [ino, size, mtimeMs, ctimeMs].join(' ');
    const known = this.#kept.get(path);
    if (known?.mark === mark) return known.sha256;
    const sha256 = sha256Of(read());
    this.#kept.set(path, { mark, sha256 });
    sha256.catch(() => this.#kept.delete(path));
    return sha256;
  }
}
