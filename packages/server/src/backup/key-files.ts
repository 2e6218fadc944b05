import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readSecretFile, writeSecretFile } from '../secret-file';

/** A file of the data folder that belongs to the installation. */
export interface KeyFile {
  /** Below the data folder. */
  path: string;
  text: string;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.new')).map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The master secret and all that the signer keeps; what is not on this machine is left out. */
export async function readKeyFiles(dataDir: string): Promise<KeyFile[]> {
  const paths = [
    'secret',
    ...(await namesIn(join(dataDir, 'signer'))).sort().map((name) => `signer/${name}`),
  ];
  const files: KeyFile[] = [];
  for (const path of paths) {
    const text = await readSecretFile(join(dataDir, path));
    if (text !== null) files.push({ path, text });
  }
  return files;
}

const KEY_PATH = /^(secret|signer\/[\w.-]+)$/;

/** Writes them where they were, each for its owner alone. A path that is none of ours is refused. */
export async function writeKeyFiles(dataDir: string, files: readonly KeyFile[]): Promise<void> {
  for (const { path, text } of files) {
    if (!KEY_PATH.test(path) || path.includes('..')) throw new Error(`No key lies at ${path}.`);
    const file = join(dataDir, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeSecretFile(file, text);
  }
}
