import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import type { NoticeAnswer } from '../../notice-channel';

export const ANSWERS_FOLDER = '/run/teredo-agent/answers';
const ANSWERS: readonly NoticeAnswer[] = ['acknowledged', 'deferred', 'refused'];
const MAX_BYTES = 32;

const folderOf = (base: string, uid: number) => join(base, String(uid));

/** Makes the folder in which only this user (and root) can write, so that nobody answers for another. */
export function openAnswerFolder(base: string, uid: number): void {
  mkdirSync(base, { recursive: true, mode: 0o755 });
  chmodSync(base, 0o755);
  const folder = folderOf(base, uid);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, uid, -1);
  chmodSync(folder, 0o700);
}

/** The answer that this user gave under `code`, or null. A file that is not that user's own does not count. */
export function readAnswer(base: string, uid: number, code: string): NoticeAnswer | null {
  let handle: number;
  try {
    handle = openSync(
      join(folderOf(base, uid), code),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
  } catch {
    return null;
  }
  try {
    const facts = fstatSync(handle);
    if (!facts.isFile() || facts.uid !== uid) return null;
    const bytes = Buffer.alloc(MAX_BYTES);
    const text = bytes.toString('utf8', 0, readSync(handle, bytes, 0, MAX_BYTES, 0)).trim();
    return ANSWERS.find((answer) => answer === text) ?? null;
  } finally {
    closeSync(handle);
  }
}

/**
 * Takes an answer away. The folder is its user's own: what is there in place of an answer, a folder for one, stays
 * where it is. Nothing in it is ever removed with what lies below, which its user could turn into something else.
 */
export function removeAnswer(base: string, uid: number, code: string): void {
  try {
    unlinkSync(join(folderOf(base, uid), code));
  } catch {
    // Not there, or no file: the code counts no more either way.
  }
}
