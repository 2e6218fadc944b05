import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError, ForbiddenError } from '../errors';
import { hex, lockLivePolicy } from './stored-policy';

/**
 * A second person says yes to this very content, and so to the repairs that follow from it: nobody who wrote a part of it
 * since it was last approved, whatever their role.
 */
export const approvePolicy = defineChange(
  'policy.approve',
  async (call, { id, contentHash, reason = null }) => {
    const { tx, now } = call;
    const approver = requireUser(call.actor);
    const policy = await lockLivePolicy(call, id);
    const { name, scopeId, version } = policy;
    if (hex(policy.contentHash) !== contentHash) {
      throw new ConflictError(
        'Somebody changed this policy since you looked at it. Look at it again and decide anew; nothing was changed.',
      );
    }
    if (policy.mode === 'audit') {
      throw new ConflictError(
        `"${name}" only looks and changes nothing, so there is nothing to approve. Approve it once it is to be enforced.`,
      );
    }
    if (policy.editorIds.includes(approver.id)) {
      throw new ForbiddenError(
        'You wrote this policy or a part of it, so somebody else has to approve it. Ask an approver or another admin.',
      );
    }
    const hash = new Uint8Array(policy.contentHash);
    const mine = { policyId: id, contentHash: hash, approverId: approver.id };
    if ((await tx.policyApproval.count({ where: mine })) > 0) return unchanged({ ok: true } as const);
    await tx.policyApproval.create({
      data: { ...mine, scopeId, reason, approvedAt: now },
      select: { id: true },
    });
    return {
      result: { ok: true },
      entries: [entry({ kind: 'policy', id, name }, scopeId, { after: { version, contentHash }, reason })],
      wake: [],
      changed: ['policy'],
    };
  },
);
