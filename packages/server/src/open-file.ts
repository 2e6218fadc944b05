import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A file that is open to be read, as it was then. Whoever was given it closes it. */
export interface OpenFile {
  file: FileHandle;
  stats: Stats;
}

const ABSENT: readonly unknown[] = ['ENOENT', 'ENOTDIR'];

/** What is read of it is of the file that had this name when it was opened. Null: there is none. */
export async function openFile(path: string): Promise<OpenFile | null> {
  try {
    const file = await open(path);
    return { file, stats: await file.stat() };
  } catch (error) {
    if (ABSENT.includes((error as NodeJS.ErrnoException).code)) return null;
    throw error;
  }
}
