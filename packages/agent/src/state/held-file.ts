import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** libuv's UV_FS_O_EXLOCK: nobody else may open the file. It exists on Windows only; Node passes it on. */
const FOR_US_ALONE = 0x10000000;

/** While it is held, nobody reads the lock itself: who holds it stands beside it. */
const lockIn = (folder: string) => join(folder, 'lock');
const holderIn = (folder: string) => join(folder, 'lock.pid');

/** Null: somebody else has it open. */
function openAlone(path: string, flags: number): number | null {
  try {
    return openSync(path, flags | constants.O_RDWR | FOR_US_ALONE, 0o600);
  } catch (error) {
    if (['EBUSY', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** Holds a folder on Windows, which gives it up with the process, however that ends; null: somebody else holds it. */
export function holdFolder(folder: string): { release(): void } | null {
  const handle = openAlone(lockIn(folder), constants.O_CREAT);
  if (handle === null) return null;
  writeFileSync(holderIn(folder), `${process.pid}\n`);
  return { release: () => closeSync(handle) };
}

/** Process id of who holds a folder on Windows; null: nobody does. */
export function holderOf(folder: string): number | null {
  try {
    const handle = openAlone(lockIn(folder), 0);
    if (handle === null) return Number(readFileSync(holderIn(folder), 'utf8')) || null;
    closeSync(handle);
    return null;
  } catch {
    return null;
  }
}
