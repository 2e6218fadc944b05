import { defineChange } from '../core/define-verb';
import { lockForVerb, steered } from './steer-rollout';

/** From the commit on, no job of this rollout is let start. */
export const pauseRollout = defineChange('rollout.pause', async (call, { id, reason }) => {
  const rollout = await lockForVerb(call, 'pause', id);
  await call.tx.rollout.update({
    where: { id },
    data: { state: 'paused', pauseReason: reason },
    select: { id: true },
  });
  return steered(call, rollout, {
    result: { ok: true },
    entry: { before: { state: rollout.state }, after: { state: 'paused' }, reason },
  });
});
