import type { Prisma } from '@teredo-fleet/db';
import type { NoticeText } from '@teredo-fleet/protocol';
import type { Call } from '../core/define-verb';
import { ConflictError } from '../errors';
import { composeDocument } from '../notice/compose-document';
import { lockNotice } from '../notice/stored-notice';
import type { PlanFault } from '../views';
import type { PinnedNotice } from './planned-plan';

type Row = Prisma.RolloutGetPayload<object>;

/** What users are told, of which version; or why it can't be. */
export type PlanNotice =
  | { ok: true; noticeVersion: PinnedNotice; texts: NoticeText[] }
  | { ok: false; faults: PlanFault[] };

/** Composes the newest version of a notice with what this plan says: whom to ask is its author. */
export async function readPlanNotice(call: Call, row: Row, id: string): Promise<PlanNotice> {
  const author = await call.tx.user.findUnique({
    where: { id: row.authorId },
    select: { name: true, email: true },
  });
  const occasion = { scopeId: row.scopeId, name: row.name, author: author ?? { name: '', email: '' } };
  const composed = await composeDocument(call, occasion, id);
  if (composed.ok) return composed;
  return { ok: false, faults: composed.faults.map((text) => ({ field: 'notice.document', text })) };
}

/** Holds a notice until the transaction ends, so that the version that is read is the one that is used. */
export async function holdPlanNotice(
  call: Call,
  { scopeId }: Pick<Row, 'scopeId'>,
  id: string | undefined,
): Promise<void> {
  const isThere = id !== undefined && (await call.tx.noticeDocument.count({ where: { id, scopeId } })) === 1;
  if (isThere) await lockNotice(call, id);
}

/** From now on this version stays as it is. */
export async function useNoticeVersion({ tx, now }: Call, used: PinnedNotice | undefined): Promise<void> {
  if (used === undefined) return;
  const { document: documentId, number } = used;
  await tx.noticeVersion.updateMany({
    where: { documentId, number, usedAt: null },
    data: { usedAt: now },
  });
}

/** Throws ConflictError where other words would be used than those that were looked at. `seen`: their SHA-256. */
export function refuseOtherNotice(used: PinnedNotice | undefined, seen: string | undefined): void {
  if (seen === undefined || used?.sha256 === seen) return;
  throw new ConflictError(
    'The notice was edited since you looked at it. Look at what users are told again, then submit. Nothing was changed.',
  );
}
