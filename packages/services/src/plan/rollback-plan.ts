import { uuid } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { scheduleShape } from './plan-parts';
import { noticeVersionSchema } from './planned-plan';

/** Gives many machines of a planned rollout their own earlier values back; the approval of that rollout covers it. */
export const rollbackPlanSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('rollback'),
  /** The planned rollout whose changes are taken back. */
  rollbackOfId: uuid,
  /** By machine, each once: the job of that rollout before which its agent saved what it is to have again. */
  members: z
    .array(z.strictObject({ machineId: uuid, savedByJob: uuid }))
    .min(1)
    .refine(
      (members) => new Set(members.map(({ machineId }) => machineId)).size === members.length,
      'must name each machine once',
    ),
  ...scheduleShape,
  /** Left out where its texts are the standard ones. */
  noticeVersion: noticeVersionSchema.optional(),
});

export type RollbackPlan = z.output<typeof rollbackPlanSchema>;
