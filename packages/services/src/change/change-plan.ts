import { jobPayloadSchema } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { canonicalText, sha256 } from '../core/sha256';

const job = jobPayloadSchema.shape;

/**
 * The canonical plan of a rollout: all that is decided when somebody says yes. Approvals and signatures are bound to
 * the SHA-256 of its RFC 8785 text, so no part of it can be another one later.
 */
export const changePlanSchema = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['single', 'rollback']),
  /** Ids, in order. */
  machines: z.array(job.machineId).min(1),
  work: job.work,
  notice: job.notice,
  windows: job.windows,
  witnesses: job.witnesses,
  contactWindowSeconds: job.contactWindowSeconds,
  verify: job.verify,
  notBefore: job.notBefore,
  notAfter: job.notAfter,
});

export type ChangePlan = z.output<typeof changePlanSchema>;
export type Work = ChangePlan['work'];

/** SHA-256 of the canonical text of a plan. */
export function planHash(plan: unknown): Buffer {
  return sha256(canonicalText(plan));
}
