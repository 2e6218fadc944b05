import { defineQuery } from '../core/define-verb';
import { foreseePlan } from './foresee-plan';
import { findPlan } from './stored-plan';

/** What a plan would do if it began now. */
export const previewRollout = defineQuery('rollout.preview', async (call, { id }) =>
  foreseePlan(call, await findPlan(call, id)),
);
