import {
  claimUnsignedOverrides,
  inPoolTransaction,
  notify,
  type Queryable,
  refuseOverride,
  storeOverrideSignature,
  type UnsignedOverride,
} from '@teredo-fleet/db';
import { overrideBytes, overridePayloadSchema } from '@teredo-fleet/protocol';
import { buildOverride } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import { keyIdOf, type SigningKey } from '../signing-key';
import { signaturesLeft } from './signing-limit';

const EVERYTHING = { scopes: '*', userId: null } as const;

export interface OverrideSigning {
  pool: Pool;
  key: SigningKey;
  log: Logger;
}

/** Whether it was signed. */
async function signOne(
  db: Queryable,
  one: UnsignedOverride,
  { key, log }: OverrideSigning,
): Promise<boolean> {
  const built = buildOverride(one, new Date());
  if (!built.ok) {
    const { overrideId, jobId } = one;
    log.warn({ overrideId, jobId, detail: built.detail }, 'an override was not signed');
    await refuseOverride(db, one, built.detail);
    return false;
  }
  // The shape is looked at once more on this side: nothing but a known override is ever signed.
  const payload = Buffer.from(JSON.stringify(overridePayloadSchema.strict().parse(built.payload)));
  const signature = key.sign(overrideBytes(payload));
  const { planHash } = one;
  await storeOverrideSignature(db, one, { payload, signature, keyId: keyIdOf(key.publicKey), planHash });
  return true;
}

/** Signs overrides that wait, in one transaction and below the limit of jobs; resolves with how many were looked at. */
export function signOverrides(signing: OverrideSigning): Promise<number> {
  return inPoolTransaction(signing.pool, EVERYTHING, async (db) => {
    const allowed = await signaturesLeft(db, signing.log);
    if (allowed <= 0) return 0;
    const overrides = await claimUnsignedOverrides(db, allowed);
    const wake: string[] = [];
    for (const one of overrides) if (await signOne(db, one, signing)) wake.push(`gateway:${one.machineId}`);
    const changed = new Set(overrides.flatMap(({ rolloutId }) => [`rollout:${rolloutId}`, 'audit']));
    await notify(db, 'teredo_wake', wake);
    await notify(db, 'teredo_changed', [...changed]);
    return overrides.length;
  });
}
