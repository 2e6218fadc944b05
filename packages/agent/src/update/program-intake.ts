import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  createReadStream,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ReleaseFile } from '@teredo-fleet/protocol';
import { FetchProgramError } from './fetch-program-error';

const PROGRAM_MODE = 0o755;
const OPEN = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
const HASH_CHARACTERS = 16;
const ALTERED = 'What the server sent is not the program that was signed. Nothing of it was kept.';

/** Whether a file is the one that was signed. */
export async function isThatProgram(path: string, { sha256, size }: ReleaseFile): Promise<boolean> {
  if (statSync(path, { throwIfNoEntry: false })?.size !== size) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') === sha256;
}

/** What has come of a program so far. It bears the program's hash, so that no other one is continued. */
export const partPath = (path: string, { sha256 }: ReleaseFile): string =>
  `${path}.${sha256.slice(0, HASH_CHARACTERS)}.part`;

/** Parts of programs that are not wanted any more. */
export function removeOtherParts(path: string, file: ReleaseFile): void {
  const kept = basename(partPath(path, file));
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(`${basename(path)}.`) && name.endsWith('.part') && name !== kept)
      rmSync(join(dirname(path), name), { force: true });
}

/** Takes the bytes of a program in as they come, behind those that came before. No more than were signed are written. */
export class ProgramIntake {
  readonly #handle: number;
  #hash = createHash('sha256');
  #size = 0;
  /** A part of it came at another time, so that a wrong whole may be that one's fault. */
  #isContinued = false;

  private constructor(
    path: string,
    private readonly file: ReleaseFile,
  ) {
    this.#handle = openSync(path, OPEN, PROGRAM_MODE);
  }

  /** With what lies at `path` already. */
  static async open(path: string, file: ReleaseFile): Promise<ProgramIntake> {
    const intake = new ProgramIntake(path, file);
    try {
      for await (const chunk of createReadStream(path)) {
        intake.#hash.update(chunk as Buffer);
        intake.#size += (chunk as Buffer).length;
      }
      if (intake.#size > file.size) intake.beginAnew();
      intake.#isContinued = intake.#size > 0;
    } catch (error) {
      intake.close();
      throw error;
    }
    return intake;
  }

  /** Bytes that are here. */
  get size(): number {
    return this.#size;
  }

  beginAnew(): void {
    ftruncateSync(this.#handle, 0);
    this.#hash = createHash('sha256');
    this.#size = 0;
    this.#isContinued = false;
  }

  take(chunk: Buffer): void {
    if (this.#size + chunk.length > this.file.size) throw this.#altered();
    for (let at = 0; at < chunk.length; )
      at += writeSync(this.#handle, chunk, at, chunk.length - at, this.#size + at);
    this.#hash.update(chunk);
    this.#size += chunk.length;
  }

  /** Durable when it returns, and the program that was signed. */
  finish(): void {
    if (this.#size < this.file.size)
      throw new FetchProgramError('The connection ended before the whole program was here.', true);
    if (this.#hash.digest('hex') !== this.file.sha256) throw this.#altered();
    fsyncSync(this.#handle);
  }

  #altered(): FetchProgramError {
    const passing = this.#isContinued;
    this.beginAnew();
    return new FetchProgramError(ALTERED, passing);
  }

  close(): void {
    closeSync(this.#handle);
  }
}
