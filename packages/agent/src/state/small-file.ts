import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';

/** What the agent writes into one of its files has a few hundred bytes; what is larger is not its own. */
const MOST_BYTES = 64 * 1024;

/** Text of a file of the agent's own; null: there is none, or nothing that the agent could have made. */
export function readSmallFile(path: string): string | null {
  try {
    const found = lstatSync(path);
    return found.isFile() && found.size <= MOST_BYTES ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}

/** SHA-256 of a text as it lies on the disk, hex. */
export const sha256OfText = (text: string): string => createHash('sha256').update(text).digest('hex');
