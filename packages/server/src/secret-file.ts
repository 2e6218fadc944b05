import { open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A secret's file that can't be trusted or used; the message names the remedy. */
export class SecretFileError extends Error {
  readonly code = 'secret-file';
}

/** Whether a file is of a user who is neither this one nor root: that user knows what is in it, and can change it. */
function isForeign(uid: number): boolean {
  const own = process.getuid?.();
  return own !== undefined && uid !== own && uid !== 0;
}

/** Text of a file that only its owner may read; null when there is none. */
export async function readSecretFile(file: string): Promise<string | null> {
  try {
    const { mode, uid } = await stat(file);
    if (isForeign(uid)) {
      throw new SecretFileError(
        `${file} belongs to another user (${uid}), who knows what is in it. If that is right, run: chown ${process.getuid?.()} '${file}'`,
      );
    }
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new SecretFileError(`${file} can be read by other users. Run: chmod 600 '${file}'`);
    }
    const text = await readFile(file, 'utf8');
    if (text.trim() !== '') return text;
    throw new SecretFileError(
      `${file} is empty. Restore it from a backup, or delete it to have a new one made.`,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a secret so that the file is either absent or whole, and flushed. */
export async function writeSecretFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  if (process.platform === 'win32') return;
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}
