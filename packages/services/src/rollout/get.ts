import { type Call, defineQuery } from '../core/define-verb';
import { plannedPlanSchema } from '../plan/planned-plan';
import type { PlannedView } from '../views';
import { isUnjudgeable } from './rollout-standing';
import { rolloutHead, rolloutJobs } from './rollout-view';
import { readRunning, runningView } from './running-view';

/** Null where the plan can't be judged: the engine pauses such a rollout, and its reason says what is wrong. */
async function plannedView(call: Call, id: string): Promise<PlannedView | null> {
  try {
    const read = await readRunning(call, id);
    if (read === null) return null;
    const plan = plannedPlanSchema.safeParse(read.rollout.plan);
    return { ...(await runningView(call, read)), plan: plan.success ? plan.data : null };
  } catch (error) {
    if (isUnjudgeable(error)) return null;
    throw error;
  }
}

/** A rollout; one with waves as the engine sees it now, any other with its jobs. */
export const getRollout = defineQuery('rollout.get', async (call, { id }) => {
  const { scopeId: _scope, hasWaves, ...head } = await rolloutHead(call, id);
  return {
    ...head,
    jobs: hasWaves ? [] : await rolloutJobs(call, id),
    planned: hasWaves ? await plannedView(call, id) : null,
  };
});
