import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { hexOf, lockPlan, refuseInState } from './stored-plan';

/** Back to a draft, for its author to change: whatever was approved of it is void. */
export const rejectRollout = defineChange('rollout.reject', async (call, { id, reason }) => {
  const row = await lockPlan(call, id);
  refuseInState('reject', row);
  await call.tx.rollout.update({
    where: { id },
    data: { state: 'draft', wakeAt: null },
    select: { id: true },
  });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'rollout', id, name: row.name }, row.scopeId, {
        before: { state: row.state, planHash: hexOf(row.planHash) },
        after: { state: 'draft' },
        reason,
      }),
    ],
    wake: [],
    changed: [`rollout:${id}`],
  };
});
