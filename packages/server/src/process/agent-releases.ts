import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
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

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Hashes of files, each kept until its file changes: a program has 90 MB, and everybody with an account may ask. The time
 * of its change (ctime) is the system's own, so that no copy with an old date passes for what was there.
 */
class Hashes {
  readonly #kept = new Map<string, { mark: string; sha256: Promise<string> }>();

  of(path: string, { ino, size, mtimeMs, ctimeMs }: Stats): Promise<string> {
    const mark = [ino, size, mtimeMs, ctimeMs].join(' ');
    const known = this.#kept.get(path);
    if (known?.mark === mark) return known.sha256;
    const sha256 = sha256Of(path);
    this.#kept.set(path, { mark, sha256 });
    sha256.catch(() => this.#kept.delete(path));
    return sha256;
  }
}

/** What is wrong with the files of a release; null: nothing. */
async function problemOf(folder: string, { files }: Release, hashes: Hashes): Promise<string | null> {
  for (const file of files) {
    const path = pathOf(folder, file);
    const found = await stat(path).catch(() => null);
    const name = RELEASE_FILE_NAMES[file.system];
    if (found === null) return `${name} is missing beside ${SIGNED}. Copy the whole folder again.`;
    if (found.size !== file.size || (await hashes.of(path, found)) !== file.sha256)
      return `${name} is not the file that was signed. Sign the release anew, or copy the folder again.`;
  }
  return null;
}

/** The port through which verbs learn which release may be offered: one whose signature and every file is as signed. */
export function releasesPort(folder: string): ReleasesPort {
  const hashes = new Hashes();
  return {
    async read() {
      const read = await readRelease(folder);
      const problem = read.found === null ? null : await problemOf(folder, read.found.release, hashes);
      return problem === null ? read : nothing(read.key, problem);
    },
  };
}

/** Where the file with this hash lies, if the signed release has one; agents check what they get themselves. */
export async function findReleaseFile(
  folder: string,
  sha256: string,
): Promise<{ path: string; size: number } | null> {
  const { found } = await readRelease(folder);
  const file = found?.release.files.find((one) => one.sha256 === sha256);
  if (file === undefined) return null;
  const path = pathOf(folder, file);
  const there = await stat(path).catch(() => null);
  return there?.size === file.size ? { path, size: file.size } : null;
}
