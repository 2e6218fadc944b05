import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** libuv's UV_FS_O_EXLOCK: nobody else may open the file. It exists on Windows only; Node passes it on. */
const FOR_US_ALONE = 0x10000000;

/** Whoever only looks who holds a folder has its lock open for an instant, and must not be taken for the holder. */
const LOOKS_END_MS = 1_000;
const TRY_AGAIN_MS = 20;

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

/** At the start of an agent, where nothing else waits. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function openAloneSoon(path: string): number | null {
  const giveUpAt = performance.now() + LOOKS_END_MS;
  for (;;) {
    const handle = openAlone(path, constants.O_CREAT);
    if (handle !== null || performance.now() > giveUpAt) return handle;
    pause(TRY_AGAIN_MS);
  }
}

/** Holds a folder on Windows, which gives it up with the process, however that ends; null: somebody else holds it. */
export function holdFolder(folder: string): { release(): void } | null {
  const handle = openAloneSoon(lockIn(folder));
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
