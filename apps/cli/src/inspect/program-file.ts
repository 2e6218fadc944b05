import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type ExecutableFacts, inspectExecutable } from '@teredo-fleet/teredo';
import { InputError } from '../input-error';
import { unreadableFile } from '../verify/file-source';

const { O_RDONLY, O_NONBLOCK = 0 } = constants;

/** What a program file says of itself; as little of it is read as that takes. @throws InputError */
export function inspectProgramFile(path: string): ExecutableFacts {
  let file: number | null = null;
  try {
    // A pipe is not waited for.
    file = openSync(path, O_RDONLY | O_NONBLOCK);
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
    throw unreadableFile(path, error);
  } finally {
    if (file !== null) closeSync(file);
  }
}
