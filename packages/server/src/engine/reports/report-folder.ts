import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { SendReport } from './report-place';

/** Puts files into a folder on the server, each there whole or not at all. */
export function reportFolder(folder: string): SendReport {
  return async ({ fileName, text }) => {
    const file = join(folder, fileName);
    const handle = await open(`${file}.part`, 'w', 0o640);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.part`, file);
  };
}
