import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type ExecutableFacts, inspectExecutable } from '@teredo-fleet/teredo';
import { InputError } from '../input-error';

const REASONS: Record<string, (path: string) => string> = {
  ENOENT: (path) => `There is no file ${path}.\nCheck the name and the folder.`,
  EACCES: (path) => `${path} may not be read by this user.\nCopy it to a place of yours, or ask its owner.`,
};

function unreadable(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  return new InputError(REASONS[code]?.(path) ?? `${path} could not be read: ${message}.`);
}

/** What a program file says of itself; as little of it is read as that takes. @throws InputError */
export function inspectProgramFile(path: string): ExecutableFacts {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const opened = file;
    const info = fstatSync(opened);
    if (!info.isFile())
      throw new InputError(`${path} is no ordinary file.\nName a program of Windows: an .exe or a .dll.`);
    return inspectExecutable({
      size: info.size,
      read: (offset, length) => {
        const bytes = new Uint8Array(length);
        return bytes.subarray(0, readSync(opened, bytes, 0, length, offset));
      },
    });
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    if (file !== null) closeSync(file);
  }
}
