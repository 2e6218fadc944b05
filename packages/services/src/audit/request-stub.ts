import {
  insertAuditStub,
  prunableAudit,
  type Queryable,
  signedAuditStub,
  unsignedAuditStub,
  withdrawAuditStub,
  writeAudit,
} from '@teredo-fleet/db';
import { iso } from '../core/instants';
import { querySettings } from '../settings/settings-store';

const DAY_MS = 86_400_000;

/**
 * Asks the signer to put a stub in place of the audit entries that need not be kept any longer, in the caller's transaction;
 * whether anything was asked. One is asked for at a time, and nothing is pruned before it is signed.
 */
export async function requestAuditStub(db: Queryable, now: Date): Promise<boolean> {
  const { auditEntries: keptDays, setBy } = (await querySettings(db)).retention;
  const waiting = await unsignedAuditStub(db);
  // What was asked for under other settings is not signed any more, or stands for less than need not be kept.
  if (waiting !== null && waiting.keptDays === keptDays && waiting.setBy === setBy) return false;
  if (waiting !== null) await withdrawAuditStub(db, waiting.count);
  if (keptDays === null) return false;
  const after = (await signedAuditStub(db))?.count ?? 0;
  const part = await prunableAudit(db, new Date(now.getTime() - keptDays * DAY_MS), after);
  if (part === null) return false;
  await insertAuditStub(db, { ...part, keptDays, setBy });
  await writeAudit(db, [
    {
      scopeId: null,
      actorKind: 'system',
      actorId: null,
      actorName: 'engine',
      action: 'audit.prune',
      objectKind: 'audit',
      objectId: null,
      objectName: `Entries ${after + 1} to ${part.count} of the chain`,
      outcome: 'done',
      before: null,
      after: {
        through: part.count,
        hash: part.hash.toString('hex'),
        oldestAt: iso(part.oldestAt),
        newestAt: iso(part.newestAt),
        keptDays,
        setBy,
      },
      reason: null,
      requestId: null,
      address: null,
    },
  ]);
  return true;
}
