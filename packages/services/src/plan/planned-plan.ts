import * as z from 'zod';
import { machineFilter } from '../inputs/machine-inputs';
import { desiredState, reason } from '../inputs/shared-inputs';
import { MAX_EXCLUSIONS, scheduleShape } from './plan-parts';

/** The plan of a rollout in waves. Members are those that its filter matched when it was submitted. */
export const plannedPlanSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('planned'),
  /** Live: machines that fit later join. */
  target: z.strictObject({ filter: machineFilter, mode: z.enum(['frozen', 'live']) }),
  /** Machines that are left alone although the target matches them. */
  exclusions: z.array(z.strictObject({ filter: machineFilter, reason })).max(MAX_EXCLUSIONS),
  work: z.strictObject({ kind: z.literal('apply'), desired: desiredState }),
  ...scheduleShape,
});

export type PlannedPlan = z.output<typeof plannedPlanSchema>;
