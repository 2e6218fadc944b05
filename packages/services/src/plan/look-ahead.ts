import type { Call } from '../core/define-verb';
import type { PlanFault } from '../views';
import { observedMembers, type PreviewMembers, previewMembers } from './member-source';
import type { PlannedPlan } from './planned-plan';
import { PreviewFold } from './preview-fold';
import { type PlanRow, readStored } from './stored-plan';

/** What a plan would do to its members by what was last seen of them. */
export interface Ahead {
  plan: PlannedPlan;
  members: PreviewMembers;
  fold: PreviewFold;
}

/** Preview and rehearsal look the same way: what one shows is what the other plays. Writes nothing. */
export async function lookAhead(
  call: Call,
  row: PlanRow,
): Promise<{ ok: true; ahead: Ahead } | { ok: false; faults: PlanFault[] }> {
  // What was submitted was read then, and its times may lie behind it now.
  const reading =
    row.state === 'draft'
      ? await readStored(call, row)
      : { ok: true as const, plan: row.plan as unknown as PlannedPlan };
  if (!reading.ok) return reading;
  const { plan } = reading;
  const members = await previewMembers(call, row, plan);
  const fold = new PreviewFold(members.waves.length, plan.work.desired, call.now.getTime());
  for await (const [member, observation] of observedMembers(call.tx, members.members)) {
    fold.add(member, observation);
  }
  return { ok: true, ahead: { plan, members, fold } };
}
