import type { Prisma } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { inScopes } from '../core/scopes';
import { canonicalText } from '../core/sha256';
import type { AlertPage } from '../views';
import { ALERT_KINDS } from './alert-kinds';
import { alertViews } from './alert-view';

async function openByKind({ tx, scopes }: Call): Promise<AlertPage['openByKind']> {
  const where = { endedAt: null, ...inScopes(scopes) };
  const found = await tx.alert.groupBy({ by: ['kind'], where, _count: { _all: true } });
  const numbers = ALERT_KINDS.map((kind) => [kind, found.find((one) => one.kind === kind)?._count._all ?? 0]);
  return Object.fromEntries(numbers) as AlertPage['openByKind'];
}

/** Alerts page by page: open ones, the newest first, or ended ones, the newest end first. */
export const listAlerts = defineQuery('alert.list', async (call, { which, kinds, cursor, limit }) => {
  const { tx, scopes, now, context } = call;
  const { cursorSecret } = context.ports.keys;
  const list = `alert.list ${canonicalText({ which, kinds })}`;
  const [at, id] = cursor ? decodeCursor(cursorSecret, list, cursor) : [null, null];
  const column = which === 'open' ? 'openedAt' : 'endedAt';
  const place = at === null ? null : { at: new Date(String(at)), id: String(id) };
  const where: Prisma.AlertWhereInput = {
    ...inScopes(scopes),
    ...(kinds.length === 0 ? {} : { kind: { in: kinds } }),
    endedAt: which === 'open' ? null : { not: null },
    ...(place === null
      ? {}
      : { OR: [{ [column]: { lt: place.at } }, { [column]: place.at, id: { lt: place.id } }] }),
  };
  const found = await tx.alert.findMany({
    where,
    orderBy: [{ [column]: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    at: iso(now),
    rows: await alertViews(tx, page),
    openByKind: await openByKind(call),
    nextCursor:
      found.length > limit && last !== undefined
        ? encodeCursor(cursorSecret, list, [iso(last[column] ?? last.openedAt), last.id])
        : null,
  };
});
