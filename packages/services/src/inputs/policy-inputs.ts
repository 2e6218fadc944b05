import * as z from 'zod';
import { policyDraftSchema } from '../policy/policy-draft';
import { id, label, name, reason } from './shared-inputs';

const written = {
  /** Left out: a new one. */
  id: id.optional(),
  /** Of a new one, by whoever may use more scopes than one. */
  scopeId: id.optional(),
  name: name(120),
  label,
  mode: z.enum(['audit', 'enforce']),
  draft: policyDraftSchema,
};

export const policyList = z.strictObject({ retired: z.boolean().default(false) }).default({ retired: false });
export const policyGet = z.strictObject({ id });
export const policyPreview = z.strictObject(written);
export const policySave = z.strictObject({
  ...written,
  /** The version that was edited; refused when somebody else saved another one meanwhile. */
  seen: z.int().min(1).optional(),
  reason,
});
const contentHash = z.string().regex(/^[0-9a-f]{64}$/, 'must be the hash of a policy');
export const policyApprove = z.strictObject({ id, contentHash, reason: reason.optional() });
export const policyDecide = z.strictObject({ winnerId: id, loserId: id, reason });
export const policyResume = z.strictObject({ id, reason });
export const policyRetire = z.strictObject({ id, reason });
export const policyOfMachine = z.strictObject({ machineId: id });
