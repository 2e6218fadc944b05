import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  RELEASE_FILE_NAMES,
  type Release,
  type ReleaseFile,
  readSignedRelease,
  signedReleaseSchema,
} from '@teredo-fleet/protocol';
import { nodeSignatures } from '@teredo-fleet/protocol/node';
import type { ReleasesPort, ReleasesRead } from '@teredo-fleet/services';
import { type OpenFile, openFile } from '../open-file';
import { FileHashes } from './file-hashes';

/** From the folder of the bundle for Linux on. */
const KEY = 'release-key.pub';
const RELEASE = '../release';
const SIGNED = 'release.json';
const MOST_SIGNED_BYTES = 64 * 1024;

async function textOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found === null || found.size > MOST_SIGNED_BYTES ? null : readFile(path, 'utf8');
}

function readSigned(text: string): ReturnType<typeof signedReleaseSchema.safeParse> | null {
  try {
    return signedReleaseSchema.safeParse(JSON.parse(text));
  } catch {
    return null;
  }
}

const nothing = (key: string | null, problem: string | null): ReleasesRead => ({ key, found: null, problem });

/** The release beside the agents that this server hands out, as it was signed; its files are not looked at. */
async function readRelease(folder: string): Promise<ReleasesRead> {
  const key = (await textOf(join(folder, KEY)))?.trim() ?? null;
  if (key === null) return nothing(null, null);
  const text = await textOf(join(folder, RELEASE, SIGNED));
  if (text === null) return nothing(key, null);
  const signed = readSigned(text);
  if (!signed?.success) return nothing(key, `${SIGNED} is no signed release. Copy the folder again.`);
  const read = readSignedRelease(nodeSignatures, signed.data, key);
  if (read.ok) return { key, found: { signed: signed.data, release: read.release }, problem: null };
  return nothing(key, read.text);
}

const pathOf = (folder: string, { system }: ReleaseFile): string =>
  join(folder, RELEASE, RELEASE_FILE_NAMES[system]);

/** What is wrong with the files of a release; null: nothing. */
async function problemOf(folder: string, { files }: Release, hashes: FileHashes): Promise<string | null> {
  for (const file of files) {
    const path = pathOf(folder, file);
    const found = await stat(path).catch(() => null);
    const name = RELEASE_FILE_NAMES[file.system];
    if (found === null) return `${name} is missing beside ${SIGNED}. Copy the whole folder again.`;
    const read = () => createReadStream(path);
    if (found.size !== file.size || (await hashes.of(path, found, read)) !== file.sha256)
      return `${name} is not the file that was signed. Sign the release anew, or copy the folder again.`;
  }
  return null;
}

/** The port through which verbs learn which release may be offered: one whose signature and every file is as signed. */
export function releasesPort(folder: string): ReleasesPort {
  const hashes = new FileHashes();
  return {
    async read() {
      const read = await readRelease(folder);
      const problem = read.found === null ? null : await problemOf(folder, read.found.release, hashes);
      return problem === null ? read : nothing(read.key, problem);
    },
  };
}

/**
 * The file with this hash, open, if the signed release has one; agents check what they get themselves. Whoever opened it
 * closes it.
 */
export async function openReleaseFile(folder: string, sha256: string): Promise<OpenFile | null> {
  const { found } = await readRelease(folder);
  const signed = found?.release.files.find((one) => one.sha256 === sha256);
  const opened = signed === undefined ? null : await openFile(pathOf(folder, signed));
  if (opened === null || opened.stats.size === signed?.size) return opened;
  await opened.file.close();
  return null;
}
