import { acknowledgeFailures, queryableOf } from '@teredo-fleet/db';
import { defineChange } from '../core/define-verb';
import { ConflictError } from '../errors';
import { BAD_STATES } from './outcome-states';
import { lockForVerb, steered } from './steer-rollout';

const machines = (count: number): string => (count === 1 ? 'One machine' : `${count} machines`);

/** Nobody acknowledges what they were not shown: what had begun before the pause goes on failing after it. */
function refuseUnseen(failures: number, seen: number | undefined): void {
  if (seen === undefined || failures <= seen) return;
  throw new ConflictError(
    `${machines(failures - seen)} more went wrong since you looked: ${failures} are not acknowledged, and you saw ${seen}. Look at them and resume again; nothing was changed.`,
  );
}

/**
 * Lets a rollout go on, or wait for its start again where it had not started. Whoever resumes has seen what failed: every
 * machine and attempt that is bad now is acknowledged in the same transaction, and only a new failure pauses it again.
 */
export const resumeRollout = defineChange('rollout.resume', async (call, { id, reason, seenFailures }) => {
  const rollout = await lockForVerb(call, 'resume', id);
  const state = rollout.startedAt === null ? 'approved' : 'running';
  const acknowledged = await acknowledgeFailures(queryableOf(call.tx), id, BAD_STATES);
  refuseUnseen(acknowledged.length, seenFailures);
  await call.tx.rollout.update({
    where: { id },
    data: { state, pauseReason: null },
    select: { id: true },
  });
  return steered(call, rollout, {
    result: { ok: true },
    entry: { before: { state: 'paused' }, after: { state, acknowledged }, reason },
    wake: ['gateway', 'signer'],
  });
});
