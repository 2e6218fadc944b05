import { setTimeout as delay } from 'node:timers/promises';
import {
  claimUnsignedBundle,
  evidenceKeys,
  failEvidenceBundle,
  inPoolTransaction,
  notify,
  type Queryable,
  returnBundle,
  storeBundleSignature,
  type UnsignedBundle,
  writeAudit,
} from '@teredo-fleet/db';
import {
  bundleSignedEntry,
  bundleSignedText,
  judgeManifest,
  tiedEvidenceKeyIds,
} from '@teredo-fleet/services';
import type { Pool } from 'pg';
import { TokenBucket } from '../http/token-bucket';
import type { Logger } from '../log';
import { keyIdOf, type SigningKey } from '../signing-key';
import { HeadMemory } from './head-memory';

/** More than anybody asks for; whoever has the reporter's role gets no further than this. */
const AN_HOUR = 120;
const HOUR_SECONDS = 3_600;

const EVERYTHING = { scopes: '*', userId: null } as const;

interface BundleSigning {
  pool: Pool;
  key: SigningKey;
  /** Where the head that was signed last is kept. */
  headFile: string;
  log: Logger;
  /** Milliseconds, for the limit. */
  nowMs?: () => number;
}

type Signing = Required<BundleSigning> & { limit: TokenBucket };

/** Judges a bundle and signs it, gives it back to be made anew, or says why it is not signed. */
async function signOne(db: Queryable, bundle: UnsignedBundle, signing: Signing): Promise<void> {
  const { key, headFile, log, limit, nowMs } = signing;
  const { id, rolloutId, manifest } = bundle;
  const refuse = (why: string) => {
    log.warn({ bundleId: id, why }, 'a bundle was not signed');
    return failEvidenceBundle(db, id, `The signer refused to sign it: ${why}`);
  };
  if (!limit.take(nowMs()))
    return refuse(`it signs no more than ${AN_HOUR} bundles an hour. Ask for it again later.`);
  const keyId = keyIdOf(key.publicKey);
  const keyIds = tiedEvidenceKeyIds(await evidenceKeys(db), keyId);
  const lastHead = await new HeadMemory(headFile, keyIds).recall(db, log);
  const judged = await judgeManifest(db, manifest, { rolloutId, keyId, lastHead, now: new Date() });
  if (!judged.ok && judged.again) return returnBundle(db, id);
  if (!judged.ok)
    return refuse(
      `${judged.why}. Ask for it again; if it is refused again, look at who can write to the database.`,
    );
  await delay(judged.notBefore.getTime() - Date.now());
  const signature = key.sign(Buffer.from(bundleSignedText(manifest)));
  await storeBundleSignature(db, { id, keyId, signature });
  await writeAudit(db, [bundleSignedEntry(bundle)]);
}

/** Signs the bundles that wait for it, each in a transaction of its own with its entry. */
export function bundleRound(bundleSigning: BundleSigning): () => Promise<void> {
  const { nowMs = () => performance.now() } = bundleSigning;
  const limit = new TokenBucket(AN_HOUR / HOUR_SECONDS, AN_HOUR, nowMs());
  const signing = { ...bundleSigning, nowMs, limit };
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
