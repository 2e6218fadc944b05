import { decodeCursor, encodeCursor } from '../core/cursor';
import { defineQuery } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { bundleView, rolloutNames } from './bundle-view';

/** Bundles that were asked for, the newest first. */
export const listEvidence = defineQuery('evidence.list', async (call, { rolloutId, cursor, limit }) => {
  const { tx, context, scopes } = call;
  const { cursorSecret } = context.ports.keys;
  const list = `evidence.list ${rolloutId ?? '*'}`;
  const place = cursor ? decodeCursor(cursorSecret, list, cursor) : null;
  const rows = await tx.evidenceBundle.findMany({
    where: {
      ...inScopes(scopes),
      ...(rolloutId === undefined ? {} : { rolloutId }),
      // Ids are made in the order of time.
      ...(place === null ? {} : { id: { lt: String(place[0]) } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const names = await rolloutNames(
    call,
    page.map((row) => row.rolloutId),
  );
  const last = page.at(-1);
  return {
    rows: page.map((row) => bundleView(row, names)),
    nextCursor: rows.length > limit && last ? encodeCursor(cursorSecret, list, [last.id]) : null,
  };
});
