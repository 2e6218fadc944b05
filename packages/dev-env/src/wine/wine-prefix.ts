import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';

/** Programs and libraries, which nobody writes into; what is smaller may be a setting. */
const SHARED_FROM_BYTES = 16 * 1024;

/** Both names are one file; on another disk, or where the system has none of it, there are two. */
function share(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** A prefix of one's own, which costs as much room as what is changed in it. */
export function copyPrefix(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [old, own] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyPrefix(old, own);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(old), own);
    else if (entry.isFile()) {
      const isShared = !entry.name.endsWith('.reg') && statSync(old).size >= SHARED_FROM_BYTES;
      (isShared ? share : copyFileSync)(old, own);
    }
  }
}

const isThere = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * The prefix that others are copied from, `name` in a folder that is kept: made by whoever needs it first. Several may at
 * once; the first that is done is taken.
 */
export async function keptPrefix(
  cache: string,
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const kept = join(cache, name);
  if (isThere(kept)) return kept;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, `.${name}-`));
  try {
    await make(fresh);
    if (!isThere(kept)) renameSync(fresh, kept);
  } catch (error) {
    if (!isThere(kept)) throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return kept;
}
