import { chmod, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../input-error';
import { EXIT } from '../output';

/** What `teredo-fleet login` keeps: which server, and the API token for it. */
export interface SavedLogin {
  server: string;
  token: string;
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

function parse(file: string, text: string): SavedLogin {
  try {
    const { server, token } = JSON.parse(text) as Partial<SavedLogin>;
    if (typeof server === 'string' && typeof token === 'string') return { server, token };
  } catch {
    // Said below, as for any other text.
  }
  throw new InputError(
    `${file} is not what teredo-fleet login writes.\nRun teredo-fleet login again, or remove the file.`,
    EXIT.notSignedIn,
  );
}

/** Windows has no such bits: there the folder of the user's profile keeps others out. */
async function refuseReadableByOthers(file: string): Promise<void> {
  const { mode } = await stat(file);
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  throw new InputError(
    `${file} may be read by other users of this machine, and it holds an API token.\nRevoke the token in the dashboard, make a new one and run teredo-fleet login; or, where nobody else can have read it: chmod 600 ${file}`,
    EXIT.notSignedIn,
  );
}

/** The saved login; null: there is none. */
export async function readLogin(file: string): Promise<SavedLogin | null> {
  try {
    await refuseReadableByOthers(file);
    return parse(file, await readFile(file, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Keeps a login where only this user can read it, from its first byte on. */
export async function saveLogin(file: string, login: SavedLogin): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await rm(file, { force: true });
  await (await open(file, 'wx', 0o600)).close();
  await chmod(file, 0o600);
  await writeFile(file, `${JSON.stringify(login, null, 2)}\n`);
}

export async function removeLogin(file: string): Promise<void> {
  await rm(file, { force: true });
}
