import type { Call } from '../core/define-verb';
import { policiesAgainst } from '../policy/policies-against';
import type { PlanFault } from '../views';
import { observedMembers, type PreviewMembers, previewMembers } from './member-source';
import type { PlanReading } from './plan-faults';
import { type PlannedPlan, plannedPlanSchema } from './planned-plan';
import { PreviewFold } from './preview-fold';
import { type PlanRow, readStored } from './stored-plan';

/** What a plan would do to its members by what was last seen of them. */
export interface Ahead {
  plan: PlannedPlan;
  members: PreviewMembers;
  fold: PreviewFold;
}

/** What was submitted was whole then, and its times may lie behind it now; a draft that was aborted never was. */
async function readPlanOf(call: Call, row: PlanRow): Promise<PlanReading> {
  const submitted = row.state === 'draft' ? null : plannedPlanSchema.safeParse(row.plan);
  return submitted?.success ? { ok: true, plan: submitted.data } : readStored(call, row);
}

/** Preview and rehearsal look the same way: what one shows is what the other plays. Writes nothing. */
export async function lookAhead(
  call: Call,
  row: PlanRow,
): Promise<{ ok: true; ahead: Ahead } | { ok: false; faults: PlanFault[] }> {
  const reading = await readPlanOf(call, row);
  if (!reading.ok) return reading;
  const { plan } = reading;
  const members = await previewMembers(call, row, plan);
  const { policy, texts } = plan.notice;
  const told = policy.kind === 'none' ? [] : texts;
  const fold = new PreviewFold(members.waves.length, plan.work.desired, call.now.getTime(), told);
  const against = await policiesAgainst(call, { scopeId: row.scopeId }, plan.work.desired);
  for await (const [member, observation] of observedMembers(call.tx, members.members)) {
    fold.add(member, observation);
    for (const policy of against.get(member.id) ?? []) fold.oppose(member, policy);
  }
  return { ok: true, ahead: { plan, members, fold } };
}
