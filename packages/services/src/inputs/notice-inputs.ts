import { MOST_LANGUAGES } from '@teredo-fleet/teredo';
import * as z from 'zod';
import { STANDARD_IDS } from '../notice/standard-notices';
import { id, name } from './shared-inputs';

/** More than fits on any channel, so that what is too long is refused by its language and field. */
const MOST_WRITTEN = 20_000;

const written = z.string().max(MOST_WRITTEN).default('');

/** What is wrong with words is said by `noticeFaults`, all of it at once. */
const words = z.strictObject({
  language: z.string().max(100),
  title: written,
  body: written,
  changes: written,
  when: written,
  whom: written,
});

const noticeId = z.union([z.enum(STANDARD_IDS), id], { error: 'must be an id' });

export const noticeGet = z.strictObject({ id: noticeId });
export const noticeVersion = z.strictObject({ id, number: z.int().min(1).max(1_000_000) });
export const noticeSave = z.strictObject({
  /** Left out: a new one. */
  id: id.optional(),
  /** Of a new one, by whoever may use more scopes than one. */
  scopeId: id.optional(),
  name: name(100),
  texts: z.array(words).max(2 * MOST_LANGUAGES),
  /** Hash of the version that was edited; needed for one that is there, and refused when it is no longer the newest. */
  seen: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the hash of a version')
    .optional(),
});
export const noticeArchive = z.strictObject({ id, archived: z.boolean() });
