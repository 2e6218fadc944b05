import { Prisma } from '@teredo-fleet/db';
import { definePrivateChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { lookNow, storedVisit } from './stored-visit';
import { afterLook } from './visit-time';

/** Notes that somebody looks at the overview. What changed since the visit before is told until they come back after a while. */
export const noteVisit = definePrivateChange('overview.visit', async (call) => {
  const { tx } = call;
  const userId = requireUser(call.actor).id;
  await tx.$queryRaw`select user_id from overview_visit where user_id = ${userId} for update`;
  const { seen, previous } = afterLook(await storedVisit(call, userId), await lookNow(call));
  const visit = {
    seenAt: seen.at,
    seenFindings: seen.findings,
    seenScopes: seen.scopes,
    previousAt: previous?.at ?? null,
    previousFindings: previous?.findings ?? Prisma.DbNull,
    previousScopes: previous?.scopes ?? null,
  };
  await tx.overviewVisit.upsert({ where: { userId }, create: { userId, ...visit }, update: visit });
  return { ok: true as const };
});
