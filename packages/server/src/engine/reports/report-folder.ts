import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SendReport } from './report-place';

/** What is wrong with the folder, and what to do about it. */
function explain(folder: string, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Error(`the disk of ${folder} is full: make room on it`, { cause: error });
    case 'ENOENT':
    case 'ENOTDIR':
      return new Error(`there is no folder ${folder} on the server: make it`, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Error(`the server may not write to ${folder}: let its user write there`, { cause: error });
    default:
      return error;
  }
}

async function putWhole(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  try {
    const handle = await open(part, 'w', 0o640);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    // What keeps the file from being written may keep its beginning from being removed.
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Puts files into a folder on the server, each there whole or not at all. Rejects with what is to be done. */
export function reportFolder(folder: string): SendReport {
  return async ({ fileName, text }) => {
    try {
      await putWhole(join(folder, fileName), text);
    } catch (error) {
      throw explain(folder, error as NodeJS.ErrnoException);
    }
  };
}
