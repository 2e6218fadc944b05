import { defineChange } from '../core/define-verb';
import { endRollout } from './end-rollout';
import { lockForVerb, steered } from './steer-rollout';

/** Ends a rollout for good. What has not begun never does; what has is left to its own end and still reports. */
export const abortRollout = defineChange('rollout.abort', async (call, { id, reason }) => {
  const rollout = await lockForVerb(call, 'abort', id);
  const { after, changed } = await endRollout(call, rollout, reason);
  return steered(call, rollout, {
    result: { ok: true },
    entry: { before: { state: rollout.state }, after, reason },
    changed,
  });
});
