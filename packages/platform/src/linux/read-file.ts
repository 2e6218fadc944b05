import { readFile } from 'node:fs/promises';
import type { RawFile } from '@teredo-fleet/teredo';

/** Reads a text file the way observations want it: missing and unreadable are told apart. Never throws. */
export async function readRawFile(path: string): Promise<RawFile> {
  try {
    return { state: 'read', text: await readFile(path, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { state: 'missing' }
      : { state: 'unreadable', reason: message };
  }
}

/** The text of a file, or null when it can't be had. */
export async function readTextOrNull(path: string): Promise<string | null> {
  const file = await readRawFile(path);
  return file.state === 'read' ? file.text : null;
}
