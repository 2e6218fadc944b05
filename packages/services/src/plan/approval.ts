import { entry } from '../core/audit-entry';
import type { UserActor } from '../core/context';
import type { Call, Change } from '../core/define-verb';
import { ConflictError } from '../errors';
import { faultsInTime } from './plan-faults';
import type { PlannedPlan } from './planned-plan';
import { hexOf, lockPlan, type PlanRow, refuseInState, refuseOtherPlan } from './stored-plan';

export type ApprovalKind = 'approval' | 'emergency';

/** The plan that somebody is about to approve: as they saw it, awaiting it, and still possible. */
export async function planToApprove(call: Call, id: string, seen: string): Promise<PlanRow> {
  const row = await lockPlan(call, id);
  refuseInState('approve', row);
  refuseOtherPlan(row, seen);
  const [fault] = faultsInTime(row.plan as unknown as PlannedPlan, call.now.getTime());
  if (fault === undefined) return row;
  throw new ConflictError(`The plan can't be approved any more. ${fault.text} Edit it and submit it again.`);
}

/** Writes the approval down, bound to the hash of the plan. */
export async function writeApproval(
  { tx, now }: Call,
  row: PlanRow,
  given: { approver: UserActor; kind: ApprovalKind; reason: string | null },
): Promise<void> {
  const { approver, kind, reason } = given;
  await tx.approval.create({
    data: {
      rolloutId: row.id,
      scopeId: row.scopeId,
      planHash: row.planHash,
      approverId: approver.id,
      kind,
      reason,
      approvedAt: now,
    },
    select: { id: true },
  });
}

/** From the commit on the engine starts it when its time comes. */
export async function setApproved({ tx, now }: Call, { id }: PlanRow): Promise<void> {
  await tx.rollout.update({ where: { id }, data: { state: 'approved', wakeAt: now }, select: { id: true } });
}

/** What the audit trail says of it; the signer counts no approval that is not told there with the plan's hash. */
export function approvalChange<T>(
  row: PlanRow,
  told: { result: T; state: string; kind: ApprovalKind; reason: string | null },
): Change<T> {
  const { result, state, kind, reason } = told;
  return {
    result,
    entries: [
      entry({ kind: 'rollout', id: row.id, name: row.name }, row.scopeId, {
        before: { state: row.state },
        after: { state, planHash: hexOf(row.planHash), kind },
        reason,
      }),
    ],
    wake: [],
    changed: [`rollout:${row.id}`],
  };
}
