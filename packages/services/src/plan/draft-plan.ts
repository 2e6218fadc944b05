import { noticePolicySchema } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { machineFilter } from '../inputs/machine-inputs';
import { desiredState, id, text } from '../inputs/shared-inputs';
import { MAX_EXCLUSIONS, MAX_WAVES, MAX_WINDOW_RULES } from './plan-parts';

/** A number as somebody typed it, or not yet. */
const typed = z.number().nullable();
const teredo = desiredState.shape.teredo.shape;

const desired = z.strictObject({
  ...desiredState.shape,
  teredo: z.strictObject({
    ...teredo,
    serverName: text(0, 253).nullable(),
    refreshIntervalSeconds: typed,
    clientPort: typed,
  }),
});

const gate = z
  .strictObject({
    minSample: typed,
    maxFailures: typed,
    maxFailPercent: typed,
    successPercent: typed,
    coveragePercent: typed,
    maxLatePercent: typed,
    maxBlockedPercent: typed,
    soakSeconds: typed,
    promotion: z.enum(['automatic', 'by-hand']),
  })
  .partial();

const wave = z.strictObject({
  name: text(0, 60),
  selection: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('count'), count: typed }),
    z.strictObject({ kind: z.literal('percent'), percent: typed }),
    z.strictObject({ kind: z.literal('filter'), filter: machineFilter }),
    z.strictObject({ kind: z.literal('rest') }),
  ]),
  gate,
  patienceSeconds: typed,
});

const policy = z
  .strictObject({
    ...noticePolicySchema.shape,
    minimumNoticeSeconds: typed,
    maxDeferrals: typed,
    minimumDeferralSeconds: typed,
    answerTimeoutSeconds: typed,
  })
  .partial();

const noticeText = z.strictObject({ language: text(0, 35), title: text(0, 120), body: text(0, 2000) });

/**
 * A plan on its way: whatever somebody has chosen so far, right or not. Of a known shape only, so that a screen can show
 * it again; what is missing or wrong is said by `faultsOf`.
 */
export const draftPlanSchema = z
  .strictObject({
    target: z.strictObject({ filter: machineFilter, mode: z.enum(['frozen', 'live']) }),
    exclusions: z.array(z.strictObject({ filter: machineFilter, reason: text(0, 500) })).max(MAX_EXCLUSIONS),
    work: z.strictObject({ kind: z.literal('apply'), desired }),
    waves: z.array(wave).max(MAX_WAVES),
    limits: z.strictObject({ atOnce: typed, perMinute: typed }),
    notice: z
      .strictObject({
        policy,
        texts: z.array(noticeText).max(40).optional(),
        /** A notice that is kept as a document: what its newest version says when the plan is submitted. */
        document: id.optional(),
      })
      .refine(
        ({ texts, document }) => texts === undefined || document === undefined,
        'has either texts of its own or a document',
      ),
    windows: z
      .array(
        z.strictObject({ days: z.array(z.int().min(1).max(7)).max(7), from: text(0, 5), to: text(0, 5) }),
      )
      .max(MAX_WINDOW_RULES),
    zoneIfUnknown: text(0, 64),
    witnesses: z.array(text(0, 64)).max(8),
    contactWindowSeconds: typed,
    verify: z.strictObject({ attempts: typed, intervalSeconds: typed }),
    startAt: typed,
    endAt: typed,
  })
  .partial();

export type DraftPlan = z.output<typeof draftPlanSchema>;
