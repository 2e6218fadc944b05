import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { endRepair } from './end-repair';
import { lockLivePolicy } from './stored-policy';

/** Ends a policy for good: it finds and repairs nothing any more. Machines stay as they are. */
export const retirePolicy = defineChange('policy.retire', async (call, { id, reason }) => {
  const policy = await lockLivePolicy(call, id);
  const { name, scopeId, version } = policy;
  const ended = await endRepair(call, policy, `The policy "${name}" was retired: ${reason}`);
  await call.tx.policy.update({ where: { id }, data: { retiredAt: call.now }, select: { id: true } });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'policy', id, name }, scopeId, {
        before: { version },
        after: { retired: true, ...ended.after },
        reason,
      }),
    ],
    wake: [],
    changed: ['policy', ...ended.changed],
  };
});
