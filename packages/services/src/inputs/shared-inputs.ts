import {
  desiredStateSchema,
  hasInvisible,
  isUnseen,
  MAX_INSTANT_MS,
  noticePolicySchema,
  noticeTextSchema,
} from '@teredo-fleet/protocol';
import * as z from 'zod';
import { isStorable } from '../core/storable-text';

/** Text that can be kept, trimmed. */
function kept(min: number, max: number) {
  return z
    .string()
    .trim()
    .min(min, min === 1 ? 'must not be empty' : `must have ${min} characters or more`)
    .max(max, `must have at most ${max} characters`)
    .refine((value) => isStorable(value), 'must not contain control characters');
}

/** Text of one line or more that a person typed, trimmed; where there must be any, something of it is seen. */
export function text(min: number, max: number) {
  return kept(min, max).refine((value) => min === 0 || !isUnseen(value), 'must have something to see in it');
}

/** What something is called that others know it by: none of its characters is hidden. */
export const name = (max: number) =>
  text(1, max).refine(
    (value) => !hasInvisible(value),
    'must not contain characters that cannot be seen: type it anew instead of pasting it',
  );

/** UUID text, kept in lower case. */
export const id = z.uuid('must be an id').transform((value) => value.toLowerCase());
/** Ids of people are Better Auth's, not UUIDs. */
export const personId = text(1, 64);
/** Why somebody does something: kept in the audit entry, shown on the report. */
export const reason = text(3, 500);
/** Longest label of a machine, and of a token, whose label its machines get. */
export const LABEL_LONGEST = 60;
export const label = name(LABEL_LONGEST);
/** A label that a machine may have already: tokens once gave longer ones, and any sign. */
export const knownLabel = kept(1, 100);
/** All that a machine has; who saves them looks that none longer than `LABEL_LONGEST` is new. */
export const labels = z.array(knownLabel).max(50);
export const limit = z.int().min(1).max(200).default(50);
export const cursor = z.string().max(2000).nullish();
/** ISO 8601 with an offset, in years that calendar and database can both show, whatever the offset. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-12-24T18:00:00Z' })
  .refine((written) => {
    const at = Date.parse(written);
    return at >= 0 && at <= MAX_INSTANT_MS;
  }, 'must be between the years 1970 and 9999');
export const empty = z.strictObject({}).default({});

/** Whether nothing stands in an address but scheme, host and port. */
function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { username, password, pathname, search, hash } = new URL(value);
  return [username, password, search, hash].every((part) => part === '') && pathname === '/';
}

/** An address people or agents open: http or https, no path, no credentials; kept without a slash at the end. */
export const originUrl = z
  .url({ protocol: /^https?$/, error: 'must be a web address such as https://fleet.example.com' })
  .max(300)
  .refine(isOrigin, 'must have no path, no question mark and no user name')
  .transform((value) => new URL(value).origin);

/** The protocol's desired state with unknown keys refused at every level. */
export const desiredState = z.strictObject({
  ...desiredStateSchema.shape,
  teredo: desiredStateSchema.shape.teredo.strict(),
});

export const noticePolicy = noticePolicySchema.strict();

export const noticeTexts = z
  .array(
    z.strictObject({
      ...noticeTextSchema.shape,
      language: text(1, 35),
      title: text(1, 120),
      body: text(1, 2000),
    }),
  )
  .min(1)
  .max(40)
  .refine(
    (all) => new Set(all.map((one) => one.language.toLowerCase())).size === all.length,
    'one text a language',
  );

/** How users are told of a change of a few machines, and in which words: its own, those of a notice, or standard ones. */
export const noticeWish = z
  .strictObject({
    policy: noticePolicy,
    texts: noticeTexts.optional(),
    /** A notice that is kept as a document: what its newest version says now. */
    document: id.optional(),
  })
  .refine(({ texts, document }) => texts === undefined || document === undefined, {
    message: 'has either texts of its own or a document',
    path: ['document'],
  });
