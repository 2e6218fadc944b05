import type { Prisma } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import type { AuditRow } from '../views';

function view(row: Prisma.AuditEntryGetPayload<object>): AuditRow {
  return {
    seq: row.seq.toString(),
    at: iso(row.at),
    actor: {
      kind: row.actorKind as AuditRow['actor']['kind'],
      id: row.actorId,
      name: row.actorName,
      token: row.actorToken,
    },
    action: row.action,
    object: { kind: row.objectKind, id: row.objectId, name: row.objectName },
    outcome: row.outcome as AuditRow['outcome'],
    before: row.before,
    after: row.after,
    reason: row.reason,
    requestId: row.requestId,
    address: row.address,
  };
}

/** One page of audit entries, newest first. `list` names the list with its filter, for its cursors. */
export async function auditPage(
  { tx, context }: Call,
  asked: { list: string; where: Prisma.AuditEntryWhereInput; cursor: string | null; limit: number },
): Promise<{ rows: AuditRow[]; nextCursor: string | null }> {
  const { cursorSecret } = context.ports.keys;
  const { list, where, cursor, limit } = asked;
  const place = cursor === null ? null : decodeCursor(cursorSecret, list, cursor);
  const rows = await tx.auditEntry.findMany({
    where: place === null ? where : { AND: [where, { seq: { lt: BigInt(String(place[0])) } }] },
    orderBy: { seq: 'desc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    rows: page.map(view),
    nextCursor: more ? encodeCursor(cursorSecret, list, [last.seq.toString()]) : null,
  };
}
