import { setTimeout as delay } from 'node:timers/promises';
import {
  auditChainHead,
  type BundleProgress,
  entriesBeyond,
  newestAuditHead,
  notify,
  readBundleProgress,
} from '@teredo-fleet/db';
import type { Pool } from 'pg';

const LOOK_EVERY_MS = 250;
/** The chainer needs half a second, the signer as long as it takes to check what was added. */
const HEAD_WITHIN_MS = 20_000;
/** Checked and signed by a busy signer. */
const A_LINK_WITHIN_MS = 2;
const SIGNED_WITHIN_MS = 60_000;

/** A bundle that can't be made; the message says why, and what to do. */
export class BundleError extends Error {
  readonly code = 'bundle';
}

async function isCovered(pool: Pool, rolloutId: string): Promise<boolean> {
  const head = await newestAuditHead(pool);
  return (await entriesBeyond(pool, rolloutId, head?.count ?? 0)) === 0;
}

async function waitMs(pool: Pool): Promise<number> {
  const linked = (await auditChainHead(pool))?.count ?? 0;
  const signed = (await newestAuditHead(pool))?.count ?? 0;
  return HEAD_WITHIN_MS + A_LINK_WITHIN_MS * Math.max(0, linked - signed);
}

/** Waits a while for a signed head that covers the rollout's entries; without one the bundle says how many are missing. */
export async function awaitHead(pool: Pool, rolloutId: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + (await waitMs(pool));
  while (performance.now() < deadline && !(await isCovered(pool, rolloutId))) {
    await notify(pool, 'teredo_wake', ['signer:head']);
    await delay(4 * LOOK_EVERY_MS, undefined, { signal });
  }
}

/**
 * Waits until the signer has signed a bundle's manifest; null: it has to be made anew.
 *
 * @throws BundleError when it was not signed.
 */
export async function awaitSignature(
  pool: Pool,
  id: string,
  signal: AbortSignal,
): Promise<BundleProgress | null> {
  const deadline = performance.now() + SIGNED_WITHIN_MS;
  await notify(pool, 'teredo_wake', ['signer:bundle']);
  while (performance.now() < deadline) {
    const progress = await readBundleProgress(pool, id);
    if (progress?.state === 'signed') return progress;
    if (progress?.state === 'building') return null;
    if (progress?.state !== 'unsigned') {
      throw new BundleError(progress?.failure ?? 'Somebody removed it from the database. Ask for it again.');
    }
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
  throw new BundleError(
    'The signer did not sign it within a minute. See on the page of the server whether the signer runs, and ask for the bundle again.',
  );
}
