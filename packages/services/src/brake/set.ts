import { queryableOf, wakeRollouts } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { ForbiddenError } from '../errors';
import { readBrake } from './brake-view';

/**
 * Pulls or releases the one global brake. Every grant of a start locks this row, so nothing starts after the commit.
 * It stops everybody's changes, so only somebody who sees every scope may touch it.
 */
export const setBrake = defineChange('brake.set', async ({ tx, actor, scopes, now }, { on, reason }) => {
  if (scopes !== '*') {
    throw new ForbiddenError(
      'The brake holds every scope and you are limited to some. Pause single rollouts, or ask somebody without limits.',
    );
  }
  await tx.$queryRaw`select id from brake where id = 1 for update`;
  const before = await readBrake(tx);
  if (before.on === on) return unchanged(before);
  const values = { on, reason, setById: actor.kind === 'user' ? actor.id : null, setAt: now };
  await tx.brake.update({ where: { id: 1 }, data: values });
  await wakeRollouts(queryableOf(tx), null);
  return {
    result: await readBrake(tx),
    entries: [
      entry({ kind: 'brake', id: null, name: null }, null, {
        before: { on: before.on, reason: before.reason },
        after: { on, reason },
        reason,
      }),
    ],
    wake: ['gateway'],
    changed: ['settings'],
  };
});
