import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts a file in its place whole: whoever reads or runs the one before meets that or this one, never half of it. */
export async function putFile(path, content) {
  const beside = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(beside, content);
  await rename(beside, path);
}
