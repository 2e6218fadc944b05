import * as z from 'zod';
import { draftPlanSchema } from '../plan/draft-plan';
import { EVERY_PART } from './policy-content';

/**
 * What people write of a policy besides its name and label, right or not: of a known shape only, so that a screen can show it
 * again; what is missing or wrong is said by `readPolicy`.
 */
export const policyDraftSchema = draftPlanSchema
  .pick({ work: true, ...EVERY_PART })
  .extend({ graceSeconds: z.number().nullable().optional() });

export type PolicyDraft = z.output<typeof policyDraftSchema>;
