import {
  auditDeliveries,
  type Delivery,
  evidenceKeys,
  forgetDeliveries,
  newestAuditHead,
  notify,
  recordDelivered,
  recordUndelivered,
} from '@teredo-fleet/db';
import { evidenceKeyRecords, lineOfToldHead, publishedHead } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import type { HeadPlace } from './head-place';

/** A place that failed is tried again after so long. */
const RETRY_MS = 30_000;

interface Publishing {
  pool: Pool;
  places: readonly HeadPlace[];
  log: Pick<Logger, 'error' | 'info'>;
}

function isDue(delivery: Delivery | undefined, count: number, nowMs: number): boolean {
  if (delivery === undefined) return true;
  if (delivery.failingAt !== null && nowMs - delivery.triedAt.getTime() < RETRY_MS) return false;
  return delivery.count < count;
}

async function tellOne({ pool, log }: Publishing, place: HeadPlace, line: string, count: number) {
  const { kind, target } = place;
  try {
    await place.tell(line);
    await recordDelivered(pool, { target, kind, count });
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    log.error({ target, failure }, 'the head of the audit chain could not be published');
    await recordUndelivered(pool, { target, kind, failure });
  }
}

/**
 * A round that tells the newest signed head to every place that has an older one. A place that can't be reached is named on
 * the page of the chain, keeps no other waiting and is tried again.
 */
export function publishingRound(publishing: Publishing): () => Promise<void> {
  const { pool, places } = publishing;
  return async () => {
    const newest = await newestAuditHead(pool);
    if (newest === null) return;
    await forgetDeliveries(pool);
    const known = await auditDeliveries(pool);
    const nowMs = Date.now();
    const due = places.filter(({ target }) =>
      isDue(
        known.find((delivery) => delivery.target === target),
        newest.count,
        nowMs,
      ),
    );
    if (due.length === 0) return;
    const keys = evidenceKeyRecords(await evidenceKeys(pool), newest.keyId);
    const line = lineOfToldHead(publishedHead(newest), keys);
    await Promise.all(due.map((place) => tellOne(publishing, place, line, newest.count)));
    await notify(pool, 'teredo_changed', ['audit']);
  };
}
