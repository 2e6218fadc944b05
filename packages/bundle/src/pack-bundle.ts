import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BUNDLE_FILES, canonicalJson, MANIFEST_FILE, SIGNATURE_FILE } from '@teredo-fleet/evidence';
import { ZipFile } from 'yazl';
import type { FinishedFile } from './hashed-file';

export interface SignedManifest {
  manifest: string;
  /** Base64. */
  publicKey: string;
  signature: string;
  /** The installation's keys, the oldest first. */
  keys: readonly unknown[];
}

const PLAIN_FILE = 0o100644;

/** Puts the files of a folder and their signed manifest into a zip. `at`: the time of every entry. */
export async function packBundle(
  folder: string,
  target: string,
  { manifest, publicKey, signature, keys }: SignedManifest,
  at: Date,
): Promise<FinishedFile> {
  const zip = new ZipFile();
  const entry = { mtime: at, mode: PLAIN_FILE };
  zip.addBuffer(Buffer.from(manifest), MANIFEST_FILE, entry);
  zip.addBuffer(Buffer.from(canonicalJson({ keys, publicKey, signature })), SIGNATURE_FILE, entry);
  for (const name of BUNDLE_FILES) zip.addFile(`${folder}/${name}`, name, entry);
  zip.end();
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(zip.outputStream, counted, createWriteStream(target, { mode: 0o600, flush: true }));
  return { bytes, sha256: hash.digest('hex') };
}
