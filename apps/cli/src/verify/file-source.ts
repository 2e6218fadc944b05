import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from '@teredo-fleet/evidence';
import { InputError } from '../input-error';

const REASONS: Record<string, (path: string) => string> = {
  ENOENT: (path) => `There is no file ${path}.\nCheck the name and the folder.`,
  EACCES: (path) => `${path} may not be read by this user.\nCopy it to a place of yours, or ask its owner.`,
  EISDIR: (path) => `${path} is a folder.\nName the .zip file that the server gave out.`,
};

/** What a file that can't be read means for whoever named it. */
export function unreadableFile(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  return new InputError(REASONS[code]?.(path) ?? `${path} could not be read: ${message}.`);
}

async function readExactly(file: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, from + at);
    if (bytesRead === 0) throw new InputError('The file became shorter while it was read.\nCheck it again.');
    at += bytesRead;
  }
  return bytes;
}

/** A file that is read where it is asked for; `close` ends it. @throws InputError */
export async function openFileSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  try {
    // A pipe is not waited for.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const info = await file.stat();
    if (info.isFile()) {
      return {
        size: info.size,
        read: (from, length) => readExactly(file, from, length),
        close: () => file.close(),
      };
    }
    await file.close();
  } catch (error) {
    throw unreadableFile(path, error);
  }
  throw new InputError(`${path} is no ordinary file.\nName the .zip file that the server gave out.`);
}
