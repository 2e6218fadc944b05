import type { AlertNews, Prisma } from '@teredo-fleet/db';
import { alertWords, headlineOf } from '../alert/alert-words';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import type { AlertDeliveryRow, AlertKind } from '../views';
import { findDestination } from './find-destination';

type Row = Prisma.AlertDeliveryGetPayload<object>;

const stateOf = ({ sentAt, givenUpAt }: Row): AlertDeliveryRow['state'] => {
  if (sentAt !== null) return 'sent';
  return givenUpAt === null ? 'waiting' : 'given-up';
};

function view(row: Row, manyScopes: boolean): AlertDeliveryRow {
  const news = row.news as unknown as (AlertNews & { kind: AlertKind })[];
  return {
    id: row.id,
    isTest: row.isTest,
    lines: news.map((one) => headlineOf(one.what, alertWords(one, { manyScopes }))),
    createdAt: iso(row.createdAt),
    state: stateOf(row),
    endedAt: isoOrNull(row.sentAt ?? row.givenUpAt),
    answer: row.answer,
  };
}

/** What was sent to a place, and what waits to be, the newest first. */
export const listAlertDeliveries = defineQuery(
  'alertDestination.deliveries',
  async (call, { id, cursor, limit }) => {
    const { tx, context } = call;
    await findDestination(call, id);
    const { cursorSecret } = context.ports.keys;
    const list = `alertDestination.deliveries ${id}`;
    const [before] = cursor ? decodeCursor(cursorSecret, list, cursor) : [null];
    const found = await tx.alertDelivery.findMany({
      where: { destinationId: id, ...(before === null ? {} : { id: { lt: String(before) } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    const manyScopes = (await tx.scope.count()) > 1;
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => view(row, manyScopes)),
      nextCursor:
        found.length > limit && last !== undefined ? encodeCursor(cursorSecret, list, [last.id]) : null,
    };
  },
);
