import { decodeCursor, encodeCursor } from '../core/cursor';
import { defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { inScopes } from '../core/scopes';
import type { Transaction } from '../core/transaction';
import { namesOf } from '../user/names';

const LIST = 'rollout.list';

async function statesOf(tx: Transaction, rolloutIds: string[]): Promise<Map<string, Record<string, number>>> {
  const groups = await tx.job.groupBy({
    by: ['rolloutId', 'state'],
    where: { rolloutId: { in: rolloutIds } },
    _count: { _all: true },
  });
  const states = new Map<string, Record<string, number>>();
  for (const { rolloutId, state, _count } of groups) {
    states.set(rolloutId, { ...states.get(rolloutId), [state]: _count._all });
  }
  return states;
}

/** Newest first, by keyset. */
export const listRollouts = defineQuery(
  'rollout.list',
  async ({ tx, scopes, context }, { cursor, limit }) => {
    const { cursorSecret } = context.ports.keys;
    const place = cursor ? decodeCursor(cursorSecret, LIST, cursor) : null;
    const [createdAt, lastId] = place === null ? [] : [new Date(String(place[0])), String(place[1])];
    const rows = await tx.rollout.findMany({
      where: {
        AND: [
          inScopes(scopes),
          createdAt ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: lastId } }] } : {},
        ],
      },
      select: {
        id: true,
        name: true,
        kind: true,
        state: true,
        authorId: true,
        createdAt: true,
        finishedAt: true,
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const names = await namesOf(
      tx,
      page.map((row) => row.authorId),
    );
    const states = await statesOf(
      tx,
      page.map((row) => row.id),
    );
    return {
      rows: page.map((row) => ({
        id: row.id,
        name: row.name,
        kind: row.kind,
        state: row.state,
        author: names.get(row.authorId) ?? row.authorId,
        createdAt: iso(row.createdAt),
        finishedAt: isoOrNull(row.finishedAt),
        jobStates: states.get(row.id) ?? {},
      })),
      nextCursor:
        rows.length > limit && last ? encodeCursor(cursorSecret, LIST, [iso(last.createdAt), last.id]) : null,
    };
  },
);
