import { decodeCheckedLine, encodeCheckedLine } from '@teredo-fleet/agent-core';
import {
  fileExists,
  folderExists,
  moveFile,
  moveFolder,
  readAscii,
  removeFile,
  temporaryName,
  writeAscii,
} from '../host/files';

/** What is kept under a path; `damaged`: something is, and it can't be told what. */
export type Kept = { state: 'kept'; value: unknown } | { state: 'missing' } | { state: 'damaged' };

const freshOf = (path: string): string => `${path}.new`;

/** A folder, which the agent makes none of, is somebody's: it is put out of the way with all in it. */
function makeRoom(path: string): void {
  if (folderExists(path)) moveFolder(path, `${path}.${temporaryName()}`);
}

/** Keeps a value as one line with its checksum. The file that was there goes only when the new one is whole. */
export function writeKept(path: string, value: unknown): void {
  makeRoom(freshOf(path));
  makeRoom(path);
  // A file that is written over keeps the owner and the rights that it had.
  removeFile(freshOf(path));
  writeAscii(freshOf(path), encodeCheckedLine(value));
  removeFile(path);
  moveFile(freshOf(path), path);
}

function readOne(path: string): { value: unknown } | null {
  const text = readAscii(path);
  return text.charAt(text.length - 1) === '\n' ? decodeCheckedLine(text.slice(0, -1)) : null;
}

/** What writeKept wrote there, also when it was cut off between its two files. */
export function readKept(path: string): Kept {
  const paths = [path, freshOf(path)].filter(fileExists);
  for (const one of paths) {
    const read = readOne(one);
    if (read !== null) return { state: 'kept', value: read.value };
  }
  // Of a new file without an old one nothing was ever promised.
  return fileExists(path) ? { state: 'damaged' } : { state: 'missing' };
}

export function forgetKept(path: string): void {
  removeFile(path);
  removeFile(freshOf(path));
}
