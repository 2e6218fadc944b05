import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Folder of finished evidence bundles in the data folder. */
export const bundlesDir = (dataDir: string): string => join(dataDir, 'bundles');

/** The finished bundle. */
export const bundleFile = (folder: string, id: string): string => join(folder, `${id}.zip`);

/** Where a bundle's files are while it is made. */
const workFolder = (folder: string, id: string): string => join(folder, `${id}.part`);

/** Makes the folder in which a bundle is made; what an earlier try left there goes. */
export async function openWorkFolder(folder: string, id: string): Promise<string> {
  const work = workFolder(folder, id);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true, mode: 0o700 });
  return work;
}

export async function removeWorkFolder(folder: string, id: string): Promise<void> {
  await rm(workFolder(folder, id), { recursive: true, force: true });
}

export async function removeBundle(folder: string, id: string): Promise<void> {
  await rm(bundleFile(folder, id), { force: true });
}
