import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** Root's own, made anew after every boot. */
export const EXCHANGE_FOLDER = '/run/teredo-agent';

/** Anybody may put a file there, nobody sees another's or takes it away: root reads and removes them. */
export const requestsIn = (folder: string) => join(folder, 'requests');
export const standingIn = (folder: string) => join(folder, 'standing');

export const LONGEST_TEXT = 8_192;

const OTHERS_WRITE = 0o022;

/** A folder of this account's or root's that nobody else can change; null for anything else. */
export function ownFolder(path: string): Stats | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory() || (found.mode & OTHERS_WRITE) !== 0) return null;
  return found.uid === 0 || found.uid === process.getuid?.() ? found : null;
}
