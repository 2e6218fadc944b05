import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { BundleFile, BundleFileName } from '@teredo-fleet/evidence';
import { HashedFile } from './hashed-file';

async function writeAll(
  folder: string,
  name: BundleFileName,
  parts: AsyncIterable<string | Uint8Array>,
): Promise<BundleFile> {
  const file = await HashedFile.create(`${folder}/${name}`);
  try {
    for await (const part of parts) await file.write(part);
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return { name, ...(await file.finish()), rows: null };
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

export const writeChain = (folder: string, lines: AsyncIterable<string>): Promise<BundleFile> =>
  writeAll(folder, 'chain.jsonl', ended(lines));

async function* digestsOf(folder: string, files: readonly BundleFile[]): AsyncGenerator<Uint8Array> {
  for (const { name } of files) {
    yield* createReadStream(`${folder}/${name}.rows`) as AsyncIterable<Uint8Array>;
    await rm(`${folder}/${name}.rows`);
  }
}

/** Writes `rows.jsonl` from the digests that lie beside the files that have rows. */
export async function writeRows(folder: string, files: readonly BundleFile[]): Promise<BundleFile> {
  const written = await writeAll(folder, 'rows.jsonl', digestsOf(folder, files));
  return { ...written, rows: files.reduce((sum, { rows }) => sum + (rows ?? 0), 0) };
}
