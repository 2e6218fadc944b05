import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import { EMERGENCY_APPROVERS } from '../signer/approvals';
import { stillMay } from '../user/still-may';
import { approvalChange, planToApprove, setApproved, writeApproval } from './approval';

/** Two different people with a reason each, where there is no time for the usual second one; its author may be one. */
export const approveInEmergency = defineChange(
  'rollout.approveEmergency',
  async (call, { id, planHash, reason }) => {
    const approver = requireUser(call.actor);
    const row = await planToApprove(call, id, planHash);
    const earlier = await call.tx.approval.findMany({
      where: { rolloutId: id, kind: 'emergency', voidedAt: null, planHash: row.planHash },
      select: { approverId: true },
    });
    const people = earlier.map(({ approverId }) => approverId);
    if (people.includes(approver.id)) {
      throw new ConflictError('You approved this already. An emergency needs a second person to say yes.');
    }
    await writeApproval(call, row, { approver, kind: 'emergency', reason });
    const { scopeId } = row;
    const standing = await stillMay(call.tx, people, { verb: 'rollout.approveEmergency', scopeId });
    const approvals = standing.size + 1;
    const enough = approvals >= EMERGENCY_APPROVERS;
    if (enough) await setApproved(call, row);
    return approvalChange(row, {
      result: { approvals, needed: EMERGENCY_APPROVERS },
      state: enough ? 'approved' : row.state,
      kind: 'emergency',
      reason,
    });
  },
);
