import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from 'node:fs';
import type { FileMark, ProgramOutcome } from '@teredo-fleet/teredo';

/** Why there is nothing to read. */
export type NotInspected = Exclude<ProgramOutcome, 'inspected'>;

/** An open file, to be closed by whoever got it. */
export interface OpenProgram {
  file: number;
  mark: FileMark;
}

const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;

/** Every folder on the way, and the file: `/`, `/opt`, `/opt/chat.exe`, or `C:\`, `C:\Chat`, `C:\Chat\chat.exe`. */
function placesOn(path: string): string[] {
  const separator = path.startsWith('/') ? '/' : '\\';
  const [first = '', ...names] = path.split(separator);
  const places = names.map((_, at) => [first, ...names.slice(0, at + 1)].join(separator));
  return [`${first}${separator}`, ...places];
}

/** Links are not followed, a folder's neither: who may write there would otherwise say which file is looked at. */
function whyNotOpened(path: string): NotInspected | null {
  for (const place of placesOn(path)) {
    const info = lstatSync(place);
    if (info.isSymbolicLink()) return 'link';
    if (place === path && !info.isFile()) return 'not-a-file';
  }
  return null;
}

const markOf = ({ size, mtimeMs }: Stats): FileMark => ({ size, modifiedAt: Math.floor(mtimeMs) });

function outcomeOfError(error: unknown): NotInspected {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  // A link that took the file's place meanwhile.
  return code === 'ELOOP' ? 'link' : 'unreadable';
}

/**
 * Opens an ordinary file to read it, by a path without a link in it; else gives why not. A pipe or device that took the
 * file's place meanwhile is not waited for and not read. Never throws.
 */
export function openProgram(path: string): OpenProgram | NotInspected {
  let file: number | null = null;
  try {
    const why = whyNotOpened(path);
    if (why !== null) return why;
    file = openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const info = fstatSync(file);
    if (info.isFile()) return { file, mark: markOf(info) };
    closeSync(file);
    return 'not-a-file';
  } catch (error) {
    if (file !== null) closeSync(file);
    return outcomeOfError(error);
  }
}
