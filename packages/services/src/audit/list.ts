import type { Prisma } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { inScopes, type Scopes } from '../core/scopes';
import { canonicalText } from '../core/sha256';
import type { ParsedInput } from '../inputs';
import type { AuditRow } from '../views';

type Filter = ParsedInput<'audit.list'>['filter'];

function conditions(filter: Filter, scopes: Scopes, before: bigint | null): Prisma.AuditEntryWhereInput {
  const and: Prisma.AuditEntryWhereInput[] = [inScopes(scopes)];
  const part = (value: string) => ({ contains: value, mode: 'insensitive' as const });
  if (filter.actor) {
    const { actor } = filter;
    and.push({ OR: [{ actorName: part(actor) }, { actorToken: part(actor) }, { actorId: actor }] });
  }
  if (filter.action) {
    and.push(
      filter.action.endsWith('.') ? { action: { startsWith: filter.action } } : { action: filter.action },
    );
  }
  if (filter.object) and.push({ OR: [{ objectName: part(filter.object) }, { objectId: filter.object }] });
  if (filter.from) and.push({ at: { gte: new Date(filter.from) } });
  if (filter.to) and.push({ at: { lt: new Date(filter.to) } });
  if (before !== null) and.push({ seq: { lt: before } });
  return { AND: and };
}

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

/** Newest first. Entries about the whole fleet are seen only by people without limits. */
export const listAudit = defineQuery(
  'audit.list',
  async ({ tx, scopes, context }, { filter, cursor, limit }) => {
    const { cursorSecret } = context.ports.keys;
    const list = `audit.list ${canonicalText(filter)}`;
    const place = cursor ? decodeCursor(cursorSecret, list, cursor) : null;
    const rows = await tx.auditEntry.findMany({
      where: conditions(filter, scopes, place === null ? null : BigInt(String(place[0]))),
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
  },
);
