import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { onWindows } from './rights';

/** Makes a rename or a new file in this folder durable. Windows opens no folder for that: NTFS keeps its own journal. */
export function syncFolder(folder: string): void {
  if (onWindows) return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces a file in one stroke, on disk before it returns; only the owner may read it. Throws what the disk throws. */
export function writeTextDurably(path: string, text: string): void {
  const temporary = `${path}.new`;
  writeFileSync(temporary, text, { mode: 0o600, flush: true });
  renameSync(temporary, path);
  syncFolder(dirname(path));
}
