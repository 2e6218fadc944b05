import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { forgiveRepairs, lockLivePolicy } from './stored-policy';

/**
 * Lets a policy repair again: after somebody aborted a repair or rolled it back, and where machines were repaired so often
 * that it gave up. Nothing that came before is held against the next repair.
 */
export const resumePolicy = defineChange('policy.resume', async (call, { id, reason }) => {
  const { name, scopeId, repairsFrom } = await lockLivePolicy(call, id);
  const from = await forgiveRepairs(call, id);
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'policy', id, name }, scopeId, {
        before: { repairsFrom: iso(repairsFrom) },
        after: { repairsFrom: iso(from) },
        reason,
      }),
    ],
    wake: [],
    changed: ['policy'],
  };
});
