import * as z from 'zod';
import { draftPlanSchema } from '../plan/draft-plan';
import { id, name, reason } from './shared-inputs';

/** `planHash` of what somebody looked at, hex. */
const planHash = z.string().regex(/^[0-9a-f]{64}$/, 'must be the hash of a plan');
const seconds = z
  .int()
  .min(0)
  .max(90 * 86_400);
const percent = z.int().min(0).max(100);

export const rolloutSaveDraft = z.strictObject({
  /** Left out: a new one. */
  id: id.optional(),
  /** Of a new one, by whoever may use more scopes than one. */
  scopeId: id.optional(),
  name: name(120),
  draft: draftPlanSchema,
  /** Hash of the draft that was edited; refused when somebody else saved another one meanwhile. */
  seen: planHash.optional(),
});
export const rolloutDraft = z.strictObject({ id });
export const rolloutPreview = z.strictObject({ id });
export const rolloutRehearse = z.strictObject({
  id,
  assumptions: z.strictObject({
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1),
    offlinePercent: percent,
    longestOfflineSeconds: seconds,
    deferPercent: percent,
    deferSeconds: seconds,
    refusePercent: percent,
    failPercent: percent,
    changeSeconds: z.int().min(1).max(86_400),
    promoteAfterSeconds: seconds,
  }),
});
/** `noticeSha256`: of the notice's words that the submitter has seen; others are then refused. */
export const rolloutSubmit = z.strictObject({
  id,
  planHash,
  reason,
  noticeSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export const rolloutApprove = z.strictObject({ id, planHash, reason: reason.optional() });
export const rolloutApproveEmergency = z.strictObject({ id, planHash, reason });
export const rolloutReject = z.strictObject({ id, reason });
export const rolloutClone = z.strictObject({ id, name: name(120) });
export const rolloutCompare = z.strictObject({ ids: z.array(id).length(2, 'must be two') });
