import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

const WRITE_BYTES = 256 * 1024;

export interface FinishedFile {
  bytes: number;
  /** 64 hex digits. */
  sha256: string;
}

/** A file that is written from its beginning to its end, with the digest of what was written. */
export class HashedFile {
  readonly #hash = createHash('sha256');
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #bytes = 0;

  private constructor(readonly handle: FileHandle) {}

  /** Makes the file; one of that name is written over. */
  static async create(path: string): Promise<HashedFile> {
    return new HashedFile(await open(path, 'w', 0o600));
  }

  async write(content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= WRITE_BYTES) await this.#flush();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    await this.handle.writeFile(bytes);
  }

  /** Writes what waits, and to the disk itself. */
  async finish(): Promise<FinishedFile> {
    await this.#flush();
    await this.handle.sync();
    await this.handle.close();
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Closes it as it is; for a file that is given up. */
  async abandon(): Promise<void> {
    await this.handle.close().catch(() => undefined);
  }
}
