import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { findOpenOverride } from './find-notice-override';
import { lockRollout, steered } from './steer-rollout';

/** Says no to an override that was asked for, or takes it back. One that was granted is not undone. */
export const closeNoticeOverride = defineChange(
  'rollout.closeNoticeOverride',
  async (call, { id, overrideId, reason }) => {
    const person = requireUser(call.actor);
    const rollout = await lockRollout(call, id);
    const { askedById } = await findOpenOverride(call, id, overrideId);
    await call.tx.noticeOverride.update({
      where: { id: overrideId },
      data: { closedById: person.id, closedAt: call.now, closeReason: reason },
      select: { id: true },
    });
    return steered(call, rollout, {
      result: { ok: true },
      entry: { after: { overrideId, askedBy: askedById }, reason },
      wake: [],
    });
  },
);
