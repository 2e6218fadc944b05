import * as z from 'zod';
import { draftPlanSchema } from '../plan/draft-plan';

/**
 * What people write of a policy besides its name and label, right or not: of a known shape only, so that a screen can show it
 * again; what is missing or wrong is said by `readPolicy`.
 */
export const policyDraftSchema = draftPlanSchema
  .pick({
    work: true,
    waves: true,
    limits: true,
    notice: true,
    windows: true,
    zoneIfUnknown: true,
    witnesses: true,
    contactWindowSeconds: true,
    verify: true,
  })
  .extend({ graceSeconds: z.number().nullable().optional() });

export type PolicyDraft = z.output<typeof policyDraftSchema>;
