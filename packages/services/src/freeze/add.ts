import { queryableOf, wakeRollouts } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { InvalidError } from '../errors';
import { requireWholeInstallation } from './whole-installation';

/**
 * Adds a time in which nothing starts. Every grant of a start locks the brake's row, so a freeze that has begun holds
 * from the commit on.
 */
export const addFreeze = defineChange('freeze.add', async (call, { name, from, to, reason }) => {
  const { tx, now } = call;
  requireWholeInstallation(call);
  const author = requireUser(call.actor);
  const [fromAt, untilAt] = [new Date(from), new Date(to)];
  if (untilAt <= now) {
    throw new InvalidError('This freeze would be over already. Choose an end that is still to come.', {
      to: 'must be in the future',
    });
  }
  await tx.$queryRaw`select id from brake where id = 1 for update`;
  const { id } = await tx.rolloutFreeze.create({
    data: { name, fromAt, untilAt, reason, createdById: author.id, createdAt: now },
    select: { id: true },
  });
  await wakeRollouts(queryableOf(tx), null);
  return {
    result: { id },
    entries: [
      entry({ kind: 'freeze', id, name }, null, {
        after: { from: fromAt.toISOString(), to: untilAt.toISOString() },
        reason,
      }),
    ],
    wake: ['gateway'],
    changed: ['settings', 'rollout'],
  };
});
