import { jobPayloadSchema } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { canonicalText, sha256 } from '../core/sha256';
import { noticeVersionSchema, plannedPlanSchema } from '../plan/planned-plan';
import { repairPlanSchema } from '../plan/repair-plan';
import { rollbackPlanSchema } from '../plan/rollback-plan';

const job = jobPayloadSchema.shape;

/** The plan of one machine, whose author may start it alone. */
export const singlePlanSchema = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['single', 'rollback']),
  /** Ids, in order. */
  machines: z.array(job.machineId).min(1),
  work: job.work,
  notice: job.notice,
  /** Left out where its texts are its own or standard ones. */
  noticeVersion: noticeVersionSchema.optional(),
  windows: job.windows,
  witnesses: job.witnesses,
  contactWindowSeconds: job.contactWindowSeconds,
  verify: job.verify,
  notBefore: job.notBefore,
  notAfter: job.notAfter,
});

/**
 * The canonical plan of a rollout: all that is decided when somebody says yes. Approvals and signatures are bound to
 * the SHA-256 of its RFC 8785 text, so no part of it can be another one later. Of kind `rollback` there are two: of one
 * machine, and of the members of a planned rollout.
 */
export const changePlanSchema = z.union([
  singlePlanSchema,
  plannedPlanSchema,
  rollbackPlanSchema,
  repairPlanSchema,
]);

export type SinglePlan = z.output<typeof singlePlanSchema>;
export type ChangePlan = z.output<typeof changePlanSchema>;
export type Work = SinglePlan['work'];

/** SHA-256 of the canonical text of a plan. */
export function planHash(plan: unknown): Buffer {
  return sha256(canonicalText(plan));
}
