import type { Call } from '../core/define-verb';
import { readSettings } from '../settings/settings-store';
import { type PlanMembership, planMembership } from './membership';
import type { PlannedPlan } from './planned-plan';
import { type TargetedMachine, targetQuery } from './target';

/** Who would be a member of the rollout now, and of which wave. Writes nothing. */
export async function resolveMembers(
  { tx, now }: Call,
  rollout: { id: string; scopeId: string },
  plan: PlannedPlan,
): Promise<PlanMembership> {
  const { observeSeconds } = (await readSettings(tx)).intervals;
  const { scopeId } = rollout;
  const limits = { scopeId, now, observeSeconds, where: [] };
  const machines = await tx.$queryRaw<TargetedMachine[]>(targetQuery(plan, limits));
  return planMembership(plan, rollout.id, machines);
}
