import { defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { namesOf } from '../user/names';

/** A freeze that ended longer ago is history, which the audit trail keeps. */
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/** The freeze calendar, in order of its beginnings. */
export const listFreezes = defineQuery('freeze.list', async ({ tx, now }) => {
  const rows = await tx.rolloutFreeze.findMany({
    where: { untilAt: { gt: new Date(now.getTime() - KEPT_DAYS * DAY_MS) } },
    orderBy: [{ fromAt: 'asc' }, { id: 'asc' }],
  });
  const names = await namesOf(
    tx,
    rows.map((row) => row.createdById),
  );
  return {
    rows: rows.map(({ id, name, fromAt, untilAt, reason, createdById, createdAt }) => ({
      id,
      name,
      from: iso(fromAt),
      to: iso(untilAt),
      reason,
      addedBy: names.get(createdById) ?? createdById,
      addedAt: iso(createdAt),
      active: fromAt <= now && now < untilAt,
    })),
  };
});
