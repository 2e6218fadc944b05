import { uuid } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { desiredState } from '../inputs/shared-inputs';
import { scheduleShape } from './plan-parts';
import { membersSchema, noticeVersionSchema } from './planned-plan';

/** Brings machines that drifted from a policy back to it; the approval of the policy covers it. */
export const repairPlanSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('repair'),
  /** The policy whose content this follows from; `sha256`: hex, of the RFC 8785 text of that content. */
  policy: z.strictObject({
    id: uuid,
    version: z.int().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  work: z.strictObject({ kind: z.literal('apply'), desired: desiredState }),
  ...scheduleShape,
  /** Left out where its texts are its own or standard ones. */
  noticeVersion: noticeVersionSchema.optional(),
  members: membersSchema,
});

export type RepairPlan = z.output<typeof repairPlanSchema>;
