import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { InputError } from '../input-error';
import { EXIT } from '../output';

interface Download {
  /** Where it is to be; a name alone is one in this folder. */
  path: string;
  /** Of the whole file, 64 hex digits. */
  sha256: string;
}

async function writeAll(bytes: AsyncIterable<Uint8Array>, path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const part of bytes) {
      hash.update(part);
      await file.writeFile(part);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

function whyNot(error: unknown, path: string): InputError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST')
    return new InputError(`${path} is there already. Name another file with --output.`, EXIT.unreadable);
  if (code !== undefined && /^E[A-Z]+$/.test(code))
    return new InputError(`${path} could not be written (${code}).`, EXIT.unreadable);
  return new InputError(`The download broke off (${message}). Try again.`, EXIT.unreachable);
}

/** Takes the name, so that nothing that is there already is replaced. */
async function reserve(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  await file.close();
}

/** Keeps a file that a server sends, whole and with the SHA-256 that it names, or not at all. */
export async function keepDownload(
  bytes: AsyncIterable<Uint8Array>,
  { path, sha256 }: Download,
): Promise<void> {
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  await reserve(path).catch((error: unknown) => {
    throw whyNot(error, path);
  });
  try {
    const found = await writeAll(bytes, part);
    if (found !== sha256)
      throw new InputError(
        `What came has the SHA-256 ${found}, and the server names ${sha256}. Try again.`,
        EXIT.unreachable,
      );
    await rename(part, path);
  } catch (error) {
    await Promise.all([part, path].map((one) => rm(one, { force: true })));
    throw error instanceof InputError ? error : whyNot(error, path);
  }
}
