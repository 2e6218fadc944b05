import type { Prisma } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { type Call, defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { literalPattern } from '../core/like-pattern';
import { requireUser } from '../core/require-user';
import { inScopes } from '../core/scopes';
import { canonicalText } from '../core/sha256';
import type { Transaction } from '../core/transaction';
import type { ParsedInput } from '../inputs';
import { namesOf } from '../user/names';
import type { RolloutRow } from '../views';
import { memberCounts } from './member-counts';

type Filter = ParsedInput<'rollout.list'>['filter'];

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

async function wavesOf(tx: Transaction, rolloutIds: string[]): Promise<Map<string, RolloutRow['planned']>> {
  const rows = await tx.rolloutWave.findMany({
    where: { rolloutId: { in: rolloutIds } },
    select: { rolloutId: true, openedAt: true },
  });
  const waves = new Map<string, { waves: number; openWaves: number }>();
  for (const { rolloutId, openedAt } of rows) {
    const known = waves.get(rolloutId) ?? { waves: 0, openWaves: 0 };
    waves.set(rolloutId, {
      waves: known.waves + 1,
      openWaves: known.openWaves + (openedAt === null ? 0 : 1),
    });
  }
  return waves;
}

/** Plans that wait for somebody's yes; none may say it to what they wrote a part of. */
const waitingFor = (id: string): Prisma.RolloutWhereInput => ({
  state: 'awaiting-approval',
  NOT: { OR: [{ authorId: id }, { editorIds: { has: id } }] },
});

function conditions(
  { state, kind, search, approval }: Filter,
  { scopes, actor }: Pick<Call, 'scopes' | 'actor'>,
): Prisma.RolloutWhereInput[] {
  return [
    inScopes(scopes),
    approval === undefined ? {} : waitingFor(requireUser(actor).id),
    state === undefined || state.length === 0 ? {} : { state: { in: state } },
    kind === undefined || kind.length === 0 ? {} : { kind: { in: kind } },
    search === undefined || search === ''
      ? {}
      : { name: { contains: literalPattern(search), mode: 'insensitive' } },
  ];
}

const COLUMNS = {
  id: true,
  name: true,
  kind: true,
  state: true,
  pauseReason: true,
  authorId: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} as const;

/** Newest first, by keyset. */
export const listRollouts = defineQuery('rollout.list', async (call, { filter, cursor, limit }) => {
  const { tx, context } = call;
  const { cursorSecret } = context.ports.keys;
  const list = `rollout.list ${canonicalText(filter)}`;
  const place = cursor ? decodeCursor(cursorSecret, list, cursor) : null;
  const [createdAt, lastId] = place === null ? [] : [new Date(String(place[0])), String(place[1])];
  const beyond = createdAt
    ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: lastId } }] }
    : {};
  const rows = await tx.rollout.findMany({
    where: { AND: [...conditions(filter, call), beyond] },
    select: COLUMNS,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const ids = page.map(({ id }) => id);
  const names = await namesOf(
    tx,
    page.map(({ authorId }) => authorId),
  );
  const [waves, counts] = [await wavesOf(tx, ids), await memberCounts(tx, ids)];
  // What a hundred thousand jobs are at is told by the counts of their members.
  const states = await statesOf(
    tx,
    ids.filter((id) => !counts.has(id)),
  );
  return {
    rows: page.map(({ authorId, createdAt, startedAt, finishedAt, ...row }) => ({
      ...row,
      author: names.get(authorId) ?? authorId,
      createdAt: iso(createdAt),
      startedAt: isoOrNull(startedAt),
      finishedAt: isoOrNull(finishedAt),
      jobStates: states.get(row.id) ?? {},
      planned: waves.get(row.id) ?? null,
      counts: counts.get(row.id) ?? null,
    })),
    nextCursor:
      rows.length > limit && last ? encodeCursor(cursorSecret, list, [iso(last.createdAt), last.id]) : null,
  };
});
