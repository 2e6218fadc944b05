import {
  claimUnsignedBundle,
  evidenceKeys,
  failEvidenceBundle,
  inPoolTransaction,
  notify,
  type Queryable,
  storeBundleSignature,
  type UnsignedBundle,
} from '@teredo-fleet/db';
import { bundleSignedText, judgeManifest, tiedEvidenceKeyIds } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import { keyIdOf, type SigningKey } from '../signing-key';
import { HeadMemory } from './head-memory';

const EVERYTHING = { scopes: '*', userId: null } as const;

interface BundleSigning {
  pool: Pool;
  key: SigningKey;
  /** Where the head that was signed last is kept. */
  headFile: string;
  log: Logger;
}

async function signOne(db: Queryable, bundle: UnsignedBundle, signing: BundleSigning): Promise<void> {
  const { key, headFile, log } = signing;
  const { id, rolloutId, manifest } = bundle;
  const keyId = keyIdOf(key.publicKey);
  const keyIds = tiedEvidenceKeyIds(await evidenceKeys(db), keyId);
  const lastHead = await new HeadMemory(headFile, keyIds).recall(db, log);
  const judged = await judgeManifest(db, manifest, { rolloutId, keyId, lastHead, now: new Date() });
  if (judged.ok) {
    const signature = key.sign(Buffer.from(bundleSignedText(manifest)));
    return storeBundleSignature(db, { id, keyId, signature });
  }
  log.warn({ bundleId: id, why: judged.why }, 'a bundle was not signed');
  const failure = `The signer refused to sign it: ${judged.why}. Ask for it again; if it is refused again, look at who can write to the database.`;
  return failEvidenceBundle(db, id, failure);
}

/** Signs the bundles that wait for it, each in a transaction of its own. */
export function bundleRound(signing: BundleSigning): () => Promise<void> {
  const next = () =>
    inPoolTransaction(signing.pool, EVERYTHING, async (db) => {
      const bundle = await claimUnsignedBundle(db);
      if (bundle === null) return false;
      await signOne(db, bundle, signing);
      await notify(db, 'teredo_wake', ['reporter']);
      return true;
    });
  return async () => {
    while (await next());
  };
}
