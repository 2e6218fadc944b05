import type { Prisma } from '@teredo-fleet/db';
import { defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { rolloutHead } from '../rollout/rollout-view';
import { namesOf } from '../user/names';
import type { ReportLinkView } from '../views';

const NEWEST = 200;

type Row = Prisma.ReportLinkGetPayload<object>;

function stateOf({ revokedAt, expiresAt }: Row, now: Date): ReportLinkView['state'] {
  if (revokedAt !== null) return 'revoked';
  return expiresAt <= now ? 'expired' : 'open';
}

/** Links to the report of a rollout, the newest first. */
export const listReportLinks = defineQuery('reportLink.list', async (call, { rolloutId }) => {
  await rolloutHead(call, rolloutId);
  const rows = await call.tx.reportLink.findMany({
    where: { rolloutId },
    orderBy: { createdAt: 'desc' },
    take: NEWEST,
  });
  const names = await namesOf(
    call.tx,
    rows.map(({ createdById }) => createdById),
  );
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdBy: names.get(row.createdById) ?? row.createdById,
      createdAt: iso(row.createdAt),
      expiresAt: iso(row.expiresAt),
      lastOpenedAt: isoOrNull(row.lastOpenedAt),
      state: stateOf(row, call.now),
    })),
  };
});
