import * as z from 'zod';
import { instantMs, uuid } from './shared-shapes';

/** One of the two people. The name stands in the receipts. */
export const overridingPersonSchema = z.object({
  /** Of the account: names may be alike. */
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  reason: z.string().min(1).max(1000),
});

/**
 * What is signed where two people decide that a change need not wait for its users' answers: the server sends these bytes
 * and their signature, the agent verifies it with the job key over CONTEXT.override followed by the bytes as received, and
 * only then parses them. It counts for one attempt of one job, and only until `notAfter`.
 */
export const overridePayloadSchema = z.object({
  v: z.literal(1),
  jobId: uuid,
  attempt: z.int().min(1),
  machineId: uuid,
  enrolmentId: uuid,
  rolloutId: uuid,
  /** As in the job. */
  planHash: z.string().regex(/^[0-9a-f]{64}$/),
  issuedAt: instantMs,
  notAfter: instantMs,
  people: z
    .tuple([overridingPersonSchema, overridingPersonSchema])
    .refine(([first, second]) => first.id !== second.id, 'must be two people'),
});

export type OverridePayload = z.infer<typeof overridePayloadSchema>;
