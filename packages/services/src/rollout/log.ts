import { auditPage } from '../audit/audit-page';
import { defineQuery } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { NotFoundError } from '../errors';

/** What people and the engine did with a rollout, newest first; what its machines said is on their own pages. */
export const listLog = defineQuery('rollout.log', async (call, { id, cursor, limit }) => {
  const rollout = await call.tx.rollout.findFirst({
    where: { id, ...inScopes(call.scopes) },
    select: { id: true },
  });
  if (rollout === null) throw new NotFoundError('rollout');
  const { rows, nextCursor } = await auditPage(call, {
    list: `rollout.log ${id}`,
    where: { objectKind: 'rollout', objectId: id, ...inScopes(call.scopes) },
    cursor: cursor ?? null,
    limit,
  });
  // From where somebody did it is for those who may read the whole audit trail.
  return { rows: rows.map((row) => ({ ...row, requestId: null, address: null })), nextCursor };
});
