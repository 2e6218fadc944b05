import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ForbiddenError } from '../errors';
import { approvalChange, planToApprove, setApproved, writeApproval } from './approval';

/** A second person says yes to this very plan: nobody who wrote a part of it, whatever their role. */
export const approveRollout = defineChange(
  'rollout.approve',
  async (call, { id, planHash, reason = null }) => {
    const approver = requireUser(call.actor);
    const row = await planToApprove(call, id, planHash);
    if (row.authorId === approver.id || row.editorIds.includes(approver.id)) {
      throw new ForbiddenError(
        'You wrote this plan or a part of it, so somebody else has to approve it. Ask an approver or another admin.',
      );
    }
    await writeApproval(call, row, { approver, kind: 'approval', reason });
    await setApproved(call, row);
    return approvalChange(row, { result: { ok: true }, state: 'approved', kind: 'approval', reason });
  },
);
