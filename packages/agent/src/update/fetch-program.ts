import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { ReleaseFile } from '@teredo-fleet/protocol';
import type { DoorAddress } from '../session/link';

/** A server that sends nothing for this long has stopped. */
const SILENCE_MS = 30_000;
/** Of the whole download: a server that sends byte by byte sends none. */
const LONGEST_MS = 60 * 60_000;
const PROGRAM_MODE = 0o755;

/** The program could not be fetched; the message says why, for people. */
export class FetchProgramError extends Error {
  override readonly name = 'FetchProgramError';

  constructor(
    message: string,
    /** Whether it may work later. */
    readonly passing: boolean,
  ) {
    super(message);
  }
}

/** Whether a file is the one that was signed. */
export async function isThatProgram(path: string, { sha256, size }: ReleaseFile): Promise<boolean> {
  if (statSync(path, { throwIfNoEntry: false })?.size !== size) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') === sha256;
}

const ALTERED = 'What the server sent is not the program that was signed. Nothing of it was kept.';

/** Takes the bytes in as they come: no more than were signed are written, and nothing before it is hashed. */
class Intake {
  readonly #hash = createHash('sha256');
  readonly #handle: number;
  #size = 0;

  constructor(
    path: string,
    private readonly file: ReleaseFile,
  ) {
    rmSync(path, { force: true });
    this.#handle = openSync(path, 'wx', PROGRAM_MODE);
  }

  take(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.file.size) throw new FetchProgramError(ALTERED, false);
    this.#hash.update(chunk);
    for (let at = 0; at < chunk.length; ) at += writeSync(this.#handle, chunk, at);
  }

  finish(): void {
    if (this.#size < this.file.size)
      throw new FetchProgramError('The connection ended before the whole program was here.', true);
    if (this.#hash.digest('hex') !== this.file.sha256) throw new FetchProgramError(ALTERED, false);
    fsyncSync(this.#handle);
  }

  close(): void {
    closeSync(this.#handle);
  }
}

function inWords(error: unknown): FetchProgramError {
  if (error instanceof FetchProgramError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new FetchProgramError(
      `There is no room for the new program (${code}). Make room on its disk.`,
      false,
    );
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new FetchProgramError(`The folder of the agent’s program can’t be written to (${code}).`, false);
  return new FetchProgramError(`The program could not be fetched (${message}).`, true);
}

function download(address: DoorAddress, file: ReleaseFile, intake: Intake): Promise<void> {
  const url = new URL(`/agents/releases/${file.sha256}`, address.server);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { ...(address.ca === null ? {} : { ca: address.ca }), timeout: SILENCE_MS });
    const late = setTimeout(() => outgoing.destroy(new Error('it took too long')), LONGEST_MS);
    outgoing.on('close', () => clearTimeout(late));
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      response.on('error', reject);
      if (response.statusCode !== 200) {
        outgoing.destroy();
        return reject(new Error(`the server answered HTTP ${response.statusCode}`));
      }
      response.on('data', (chunk: Buffer) => {
        try {
          intake.take(chunk);
        } catch (error) {
          reject(error);
          outgoing.destroy();
        }
      });
      response.on('close', resolve);
    });
    outgoing.end();
  });
}

/** Fetches a signed program to `path`, durable when it resolves. Rejects with FetchProgramError; then nothing is there. */
export async function fetchProgram(address: DoorAddress, file: ReleaseFile, path: string): Promise<void> {
  let intake: Intake | null = null;
  try {
    intake = new Intake(path, file);
    await download(address, file, intake);
    intake.finish();
    intake.close();
  } catch (error) {
    intake?.close();
    rmSync(path, { force: true });
    throw inWords(error);
  }
}
