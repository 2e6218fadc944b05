import { jobPayloadSchema } from '@teredo-fleet/protocol';
import { type Gate, readGate } from '@teredo-fleet/rollout';
import * as z from 'zod';
import { machineFilter } from '../inputs/machine-inputs';
import { noticePolicy, noticeTexts, text } from '../inputs/shared-inputs';
import { isTimeZone } from './time-zone';

const job = jobPayloadSchema.shape;

export const MAX_WAVES = 20;
export const MAX_EXCLUSIONS = 10;
export const MAX_WINDOW_RULES = 20;

const wholeFrom = (lowest: number, highest: number) => {
  const words = `must be a whole number from ${lowest} to ${highest}`;
  return z.int(words).min(lowest, words).max(highest, words);
};

/** Thresholds as the engine reads them; what it can't read is refused in its own words. */
const gate = z
  .unknown()
  .superRefine((value, context) => {
    const reading = readGate(value);
    if (reading.ok) return;
    for (const { field, text: message } of reading.faults) {
      context.addIssue({ code: 'custom', path: field === '' ? [] : [field], message });
    }
  })
  .transform((value) => value as Gate);

const selection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), count: wholeFrom(1, 1_000_000) }),
  z.strictObject({ kind: z.literal('percent'), percent: wholeFrom(1, 100) }),
  z.strictObject({ kind: z.literal('filter'), filter: machineFilter }),
  z.strictObject({ kind: z.literal('rest') }),
]);

const wave = z.strictObject({
  name: text(1, 60),
  selection,
  gate,
  /** From the wave's opening until machines that were not heard of become late. */
  patienceSeconds: wholeFrom(0, 90 * 86_400),
});

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00');

const windowRule = z.strictObject({
  /** ISO: 1 is Monday. The day on which the window opens. */
  days: z
    .array(z.int().min(1).max(7))
    .min(1, 'must have a day or more')
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'must name each day once'),
  from: clockTime,
  /** Not after `from`: of the next day. */
  to: clockTime,
});

/** Agents resolve no names: a dead resolver must not look like a dead network. */
const witness = z.union([z.literal('default-gateway'), z.ipv4(), z.ipv6()], {
  error: 'must be IP addresses or default-gateway',
});

/** What the plan of many machines says besides whom it is for. Times are milliseconds since 1970. */
export const scheduleShape = {
  waves: z
    .array(wave)
    .min(1, 'must have a wave or more')
    .max(MAX_WAVES)
    .refine(
      (waves) => new Set(waves.map(({ name }) => name.toLowerCase())).size === waves.length,
      'must have different names',
    ),
  limits: z.strictObject({
    /** Machines being changed at the same time; null: no limit. */
    atOnce: wholeFrom(1, 1_000_000).nullable(),
    perMinute: wholeFrom(1, 1_000_000).nullable(),
  }),
  notice: z.strictObject({ policy: noticePolicy, texts: noticeTexts }),
  /** In each machine's own time zone; empty: at any time. */
  windows: z.array(windowRule).max(MAX_WINDOW_RULES),
  /** IANA name, for machines that told none or one that nobody knows. */
  zoneIfUnknown: z.string().max(64).refine(isTimeZone, 'must be a time zone such as Europe/Oslo'),
  witnesses: z.array(witness).max(8),
  contactWindowSeconds: job.contactWindowSeconds,
  verify: job.verify.strict(),
  startAt: job.notBefore.nullable(),
  endAt: job.notAfter,
};

export type WindowRule = z.output<typeof windowRule>;
export type PlannedWave = z.output<typeof wave>;
