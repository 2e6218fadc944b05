import { quotedArgument } from '@teredo-fleet/teredo';
import { folderExists, holdFile, makeFolder } from '../host/files';
import { messageOf } from '../host/host';
import { runHidden, systemFolder } from '../host/shell';

/**
 * Where the agent keeps its key and journals: beside the profile of SYSTEM, where only administrators may look on a disk
 * with NTFS.
 */
export const defaultStateFolder = (): string => `${systemFolder()}config\\systemprofile\\Teredo Fleet`;

/** Makes the folder; says what to do when that can't be. */
export function openStateFolder(folder: string): { ok: true } | { ok: false; text: string } {
  try {
    makeFolder(folder);
    return { ok: true };
  } catch (error) {
    const text = `The agent's folder ${folder} can't be used (${messageOf(error)}). Run the agent as an administrator, or give another folder with --state-dir.`;
    return { ok: false, text };
  }
}

/** SYSTEM and the administrators, by number, since Windows translates their names. */
const GRANTS = ['*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F'];

/** False: this Windows has no program that could, as before Vista, or it refused, as on a disk with FAT. */
function closeFolder(folder: string): boolean {
  const words = [`${systemFolder()}icacls.exe`, folder, '/inheritance:r', '/grant:r'].concat(GRANTS);
  return runHidden(words.map(quotedArgument).join(' ')) === 0;
}

/**
 * Opens the folder to enrol in. One that is made for it lets in nobody but SYSTEM and administrators; of one that was there
 * the rights stay. `note`: what is to be looked at then; empty: nothing.
 */
export function openEnrolmentFolder(
  folder: string,
): { ok: true; note: string } | { ok: false; text: string } {
  const wasThere = folderExists(folder);
  const opened = openStateFolder(folder);
  if (!opened.ok) return opened;
  const isClosed = folder === defaultStateFolder() || (!wasThere && closeFolder(folder));
  const note = `\r\nWho may look into ${folder}, where this machine's key is, Windows says: cacls "${folder}"`;
  return { ok: true, note: isClosed ? '' : note };
}

/** Whoever may write to the agent's folder stops it by a file of this name. */
export const stopFileIn = (folder: string): string => `${folder}\\stop`;

/** One agent a folder: null while another one runs. Windows gives the lock up with the process, however that ends. */
export const takeLock = (folder: string): { close(): void } | null => holdFile(`${folder}\\lock`);
