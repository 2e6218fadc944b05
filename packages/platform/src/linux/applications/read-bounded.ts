import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { LONGEST_TEXT } from './places';

/** A file that is one and has one name, with its facts; null for a link, a pipe, a device, or what is too long. */
export function readBounded(path: string): { text: string; facts: Stats } | null {
  let handle: number;
  try {
    handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return null;
  }
  try {
    const facts = fstatSync(handle);
    if (!facts.isFile() || facts.nlink !== 1 || facts.size > LONGEST_TEXT) return null;
    const bytes = Buffer.alloc(LONGEST_TEXT);
    const length = readSync(handle, bytes, 0, LONGEST_TEXT, 0);
    return { text: bytes.toString('latin1', 0, length), facts };
  } finally {
    closeSync(handle);
  }
}
