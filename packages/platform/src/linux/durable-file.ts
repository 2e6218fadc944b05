import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Owner and rights of a file. */
export interface FileRights {
  mode: number;
  uid: number;
  gid: number;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function fill(file: FileHandle, content: Uint8Array, rights: FileRights): Promise<void> {
  try {
    await file.writeFile(content);
    await file.chown(rights.uid, rights.gid);
    await file.chmod(rights.mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Replaces a file in one stroke: after a crash it is either the old one or the new one, on disk. Throws what the
 * file system throws (ENOSPC, EROFS...); then the old file stands.
 */
export async function writeDurably(path: string, content: Uint8Array, rights: FileRights): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await fill(await open(temporary, 'wx', 0o600), content, rights);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Removes a file for good; one that isn't there is fine. */
export async function removeDurably(path: string): Promise<void> {
  await rm(path, { force: true });
  await syncFolder(dirname(path));
}
