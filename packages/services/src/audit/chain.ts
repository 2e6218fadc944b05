import {
  auditChainHead,
  auditDeliveries,
  type Delivery,
  evidenceKeys,
  newestAuditCheck,
  newestAuditHead,
  queryableOf,
  type StoredCheck,
  type StoredStub,
  signedAuditStub,
  unlinkedBacklog,
} from '@teredo-fleet/db';
import { defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import type { AuditCheckView, AuditPlaceView, AuditStubView } from '../views';

function placeView({ target, kind, count, deliveredAt, failingAt, failure }: Delivery): AuditPlaceView {
  const failing = failingAt === null ? null : { since: iso(failingAt), why: failure ?? '' };
  return { target, kind, count, deliveredAt: isoOrNull(deliveredAt), failing };
}

function checkView({ startedAt, finishedAt, hash: _, ...check }: StoredCheck): AuditCheckView {
  return { startedAt: iso(startedAt), finishedAt: iso(finishedAt), ...check };
}

function stubView(stub: StoredStub): AuditStubView {
  const { count, oldestAt, newestAt, keptDays, setBy, hash } = stub;
  return {
    count,
    oldestAt: iso(oldestAt),
    newestAt: iso(newestAt),
    keptDays,
    setBy,
    hash: hash.toString('hex'),
  };
}

/** How far the audit trail is linked, signed and told, and what the newest check of all of it found. */
export const readAuditChain = defineQuery('audit.chain', async ({ tx }) => {
  const db = queryableOf(tx);
  const newest = await auditChainHead(db);
  const backlog = await unlinkedBacklog(db);
  const head = await newestAuditHead(db);
  const keys = await evidenceKeys(db);
  const places = await auditDeliveries(db);
  const stub = await signedAuditStub(db);
  const check = await newestAuditCheck(db);
  const linked = newest?.count ?? 0;
  return {
    linked,
    unlinked: { count: backlog.count, since: isoOrNull(backlog.since) },
    head:
      head === null
        ? null
        : {
            count: head.count,
            hash: Buffer.from(head.hash).toString('hex'),
            signedAt: iso(head.signedAt),
            keyId: head.keyId,
          },
    unsigned: linked - (head?.count ?? 0),
    keys: keys.reverse().map(({ keyId, publicKey, madeAt }) => ({
      keyId,
      publicKey: Buffer.from(publicKey).toString('base64'),
      madeAt: iso(madeAt),
    })),
    stub: stub === null ? null : stubView(stub),
    places: places.map(placeView),
    check: check === null ? null : checkView(check),
  };
});
