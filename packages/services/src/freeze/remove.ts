import { queryableOf, wakeRollouts } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { requireWholeInstallation } from './whole-installation';

/** Takes a freeze off the calendar, also one that holds now. */
export const removeFreeze = defineChange('freeze.remove', async (call, { id, reason }) => {
  const { tx } = call;
  requireWholeInstallation(call);
  const freeze = await tx.rolloutFreeze.findUnique({ where: { id } });
  if (freeze === null) throw new NotFoundError('freeze');
  const { count } = await tx.rolloutFreeze.deleteMany({ where: { id } });
  if (count === 0) throw new NotFoundError('freeze');
  await wakeRollouts(queryableOf(tx), null);
  const { name, fromAt, untilAt } = freeze;
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'freeze', id, name }, null, {
        before: { from: fromAt.toISOString(), to: untilAt.toISOString(), reason: freeze.reason },
        reason,
      }),
    ],
    wake: ['gateway'],
    changed: ['settings', 'rollout'],
  };
});
