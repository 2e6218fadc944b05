import { rename } from 'node:fs/promises';
import { type BundleContent, packBundle, writeBundle } from '@teredo-fleet/bundle';
import { type BundleRequest, evidenceKeys, offerManifest, type Queryable } from '@teredo-fleet/db';
import {
  type BundleSource,
  chainLines,
  evidenceKeyRecords,
  readBundleSource,
  readEntries,
  readMachines,
} from '@teredo-fleet/services';
import type { Pool } from 'pg';
import { bundleFile, openWorkFolder } from './bundle-files';
import { inSnapshot } from './in-snapshot';
import { awaitHead, awaitSignature, BundleError } from './signed-by-signer';

export interface Building {
  pool: Pool;
  builderId: string;
  bundlesDir: string;
  signal: AbortSignal;
}

/** A finished bundle, ready to be taken. */
export interface BuiltBundle {
  bytes: number;
  sha256: string;
  interim: boolean;
}

function contentOf(db: Queryable, { report, chain }: BundleSource, signal: AbortSignal): BundleContent {
  async function* unlessClosing<T>(things: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const thing of things) {
      signal.throwIfAborted();
      yield thing;
    }
  }
  return {
    report,
    machines: () => unlessClosing(readMachines(db, report.rollout.id)),
    entries: () => unlessClosing(readEntries(db, chain)),
    chainLines: () => unlessClosing(chainLines(db, chain)),
  };
}

/** Writes the files of a bundle from one snapshot; gives the manifest that is to be signed. */
function writeFiles({ pool, signal }: Building, request: BundleRequest, folder: string) {
  const { rolloutId, requestedByName: generatedBy } = request;
  return inSnapshot(pool, async (db) => {
    const source = await readBundleSource(db, { rolloutId, generatedBy });
    const { chain, keyId, report } = source;
    const head = chain.head === null ? null : { count: chain.head.count, hash: chain.head.hash };
    const { manifest } = await writeBundle(folder, contentOf(db, source, signal), { keyId, head });
    return { manifest, interim: report.interim, at: new Date(report.generatedAt) };
  });
}

/** Made anew so often when a head is signed in the very moment in which the snapshot is taken. */
const MOST_TRIES = 3;

/** Writes the files of a bundle and has their manifest signed. */
async function writeSigned(building: Building, request: BundleRequest) {
  const { pool, builderId, bundlesDir, signal } = building;
  const { id, rolloutId } = request;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const folder = await openWorkFolder(bundlesDir, id);
    await awaitHead(pool, rolloutId, signal);
    const written = await writeFiles(building, request, folder);
    await offerManifest(pool, { id, builderId, manifest: written.manifest, interim: written.interim });
    const signed = await awaitSignature(pool, id, signal);
    if (signed !== null) return { ...written, folder, signed };
  }
  throw new BundleError('Each time that it was made a newer head was signed meanwhile. Ask for it again.');
}

/** Makes a bundle from its request to the finished file. @throws BundleError, and whatever else goes wrong. */
export async function buildBundle(building: Building, request: BundleRequest): Promise<BuiltBundle> {
  const { pool, bundlesDir } = building;
  const { id } = request;
  const { manifest, interim, at, folder, signed } = await writeSigned(building, request);
  const keys = await evidenceKeys(pool);
  const key = keys.find(({ keyId }) => keyId === signed.keyId);
  if (key === undefined || signed.signature === null || signed.manifest !== manifest) {
    throw new BundleError('It was signed by a key that is not on record. Ask for it again.');
  }
  const target = bundleFile(bundlesDir, id);
  // Inside the work folder, so that a zip that is cut off goes with it.
  const fresh = `${folder}/bundle.zip`;
  const packed = await packBundle(
    folder,
    fresh,
    {
      manifest,
      publicKey: key.publicKey.toString('base64'),
      signature: signed.signature.toString('base64'),
      keys: evidenceKeyRecords(keys, key.keyId),
    },
    at,
  );
  await rename(fresh, target);
  return { ...packed, interim };
}
