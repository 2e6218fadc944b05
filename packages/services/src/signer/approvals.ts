import type { JudgedPolicy, JudgedRollout, Standing, UnsignedJob } from '@teredo-fleet/db';
import { type ChangePlan, planHash } from '../change/change-plan';
import { mayUse, type VerbName } from '../permissions';
import type { RepairPlan } from '../plan/repair-plan';
import { isRepairBy, type PolicyContent, policyContentSchema } from '../policy/policy-content';
import type { Role } from '../views';

type Approval = JudgedRollout['approvals'][number];

/** So many different people approve without the usual second one. */
export const EMERGENCY_APPROVERS = 2;

/** Whether an account may use the verb today, for machines of this scope. */
export function mayStill({ role, scopeIds, disabled }: Standing, verb: VerbName, scopeId: string): boolean {
  if (disabled || role === null || scopeIds === null || !mayUse(role as Role, verb)) return false;
  return scopeIds.length === 0 || scopeIds.includes(scopeId);
}

/** Approvals of this very plan, not of an earlier or a later one, that the audit trail tells of. */
function standingApprovals(rollout: JudgedRollout, kind: string, verb: VerbName): Approval[] {
  const { approvals, planHash, rolloutScopeId } = rollout;
  const hash = planHash.toString('hex');
  return approvals.filter(
    (one) => one.kind === kind && one.planHash === hash && !one.voided && mayStill(one, verb, rolloutScopeId),
  );
}

/** A second person: somebody who wrote no part of the plan. */
function bySecondPerson(rollout: JudgedRollout): boolean {
  const writers = [rollout.authorId, ...rollout.editorIds];
  const approvals = standingApprovals(rollout, 'approval', 'rollout.approve');
  return approvals.some(({ approverId, recorded }) => recorded && !writers.includes(approverId));
}

function inEmergency(rollout: JudgedRollout): boolean {
  const approvals = standingApprovals(rollout, 'emergency', 'rollout.approveEmergency');
  const people = new Set(approvals.filter(({ recorded }) => recorded).map(({ approverId }) => approverId));
  return people.size >= EMERGENCY_APPROVERS;
}

/** One machine, on its author's own authority. */
function byAuthor(job: UnsignedJob): boolean {
  return standingApprovals(job, 'single', 'machine.toggle').some(
    ({ approverId }) => approverId === job.authorId,
  );
}

/**
 * The approval of a plan covers its rollback: what a job is to give back was saved by one that this signer signed for
 * the plan that is taken back. Somebody who may take it back has to have asked for it.
 */
function byPlanTakenBack(job: UnsignedJob, rollbackOfId: string): boolean {
  return (
    job.rollbackOfId === rollbackOfId &&
    job.savedUnder === rollbackOfId &&
    mayStill(job.author, 'rollout.pause', job.scopeId)
  );
}

function judgeContent(policy: JudgedPolicy): PolicyContent | null {
  if (policy.retired) return null;
  const { content, contentHash, scopeId, editorIds, approvals } = policy;
  const reading = policyContentSchema.safeParse(content);
  if (!reading.success || planHash(content).toString('hex') !== contentHash) return null;
  const isApprovedBy = (one: JudgedPolicy['approvals'][number]) =>
    one.recorded && !editorIds.includes(one.approverId) && mayStill(one, 'policy.approve', scopeId);
  return approvals.some(isApprovedBy) && reading.data.scopeId === scopeId ? reading.data : null;
}

/** Jobs of one repair share what was read of its policy: it is judged once. */
const judged = new WeakMap<JudgedPolicy, PolicyContent | null>();

/** The content of a policy that stands as it was approved, by somebody who wrote no part of it; null: it does not. */
export function approvedContent(policy: JudgedPolicy | null): PolicyContent | null {
  if (policy === null) return null;
  const known = judged.get(policy);
  if (known !== undefined) return known;
  const content = judgeContent(policy);
  judged.set(policy, content);
  return content;
}

/**
 * The approval of a policy covers the repairs that follow from it word for word, as long as it stands: edited, only audited
 * or retired since, it covers none.
 */
export function isRepairApproved(rollout: JudgedRollout, plan: RepairPlan): boolean {
  const content = approvedContent(rollout.policy);
  return (
    content !== null &&
    content.scopeId === rollout.rolloutScopeId &&
    content.policyId === plan.policy.id &&
    isRepairBy(plan, content)
  );
}

/** Whether a plan in waves has the approvals that it asks for, by people whose role and scopes still allow them. */
export function isPlanApproved(rollout: JudgedRollout): boolean {
  return bySecondPerson(rollout) || inEmergency(rollout);
}

/** Whether the approvals that the plan's kind asks for are there, by people whose role and scopes still allow them. */
export function isApproved(job: UnsignedJob, plan: ChangePlan): boolean {
  if ('machines' in plan) {
    return (plan.machines.length === 1 && byAuthor(job)) || bySecondPerson(job);
  }
  if (plan.kind === 'rollback') return byPlanTakenBack(job, plan.rollbackOfId);
  if (plan.kind === 'repair') return isRepairApproved(job, plan);
  return isPlanApproved(job);
}
