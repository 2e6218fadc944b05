import * as z from 'zod';
import { machineFilter } from '../inputs/machine-inputs';
import { desiredState, reason } from '../inputs/shared-inputs';
import { MAX_EXCLUSIONS, scheduleShape } from './plan-parts';

/** Who is a member, of which wave, and who is left alone: what a yes to the plan is a yes to. */
export const membersSchema = z.strictObject({
  machines: z.int().min(1),
  /** SHA-256, hex, of the RFC 8785 text of `[id, wave, excluded]` of each, by id. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Which version of a notice the plan's texts were composed of: so that a yes to the plan is a yes to it. */
export const noticeVersionSchema = z.strictObject({
  document: z.uuid(),
  number: z.int().min(1),
  /** SHA-256, hex, of the RFC 8785 text of the version's words. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type PinnedNotice = z.output<typeof noticeVersionSchema>;

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
  /** Written down when the plan is submitted; left out where its texts are its own or standard ones. */
  noticeVersion: noticeVersionSchema.optional(),
  /** Written down when the plan is submitted; a draft has none. */
  members: membersSchema.optional(),
});

export type PlannedPlan = z.output<typeof plannedPlanSchema>;
