import { holdFile, makeFolder } from '../host/files';
import { messageOf } from '../host/host';
import { systemFolder } from '../host/shell';

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

/** Whoever may write to the agent's folder stops it by a file of this name. */
export const stopFileIn = (folder: string): string => `${folder}\\stop`;

/** One agent a folder: null while another one runs. Windows gives the lock up with the process, however that ends. */
export const takeLock = (folder: string): { close(): void } | null => holdFile(`${folder}\\lock`);
