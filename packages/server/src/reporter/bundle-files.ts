import { mkdir, readdir, rm } from 'node:fs/promises';
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

const OF_A_BUNDLE = /^([0-9a-f-]{36})\.(?:zip|part)$/;

/** Removes what belongs to bundles that are not wanted, finished or not; `wanted` is asked which of those that lie here are. */
export async function sweepBundles(
  folder: string,
  wanted: (ids: string[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found = names.map((name) => [name, OF_A_BUNDLE.exec(name)?.[1]] as const);
  const ids = [...new Set(found.flatMap(([, id]) => id ?? []))];
  if (ids.length === 0) return;
  const kept = await wanted(ids);
  for (const [name, id] of found) {
    if (id !== undefined && !kept.has(id)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
