import * as z from 'zod';
import { moment } from './moment-inputs';
import { cursor, id, limit, noticeWish, reason, text } from './shared-inputs';

export const rolloutList = z.strictObject({
  /** Conditions of different fields are joined by "and", values of one field by "or". */
  filter: z
    .strictObject({
      state: z
        .array(z.enum(['draft', 'awaiting-approval', 'approved', 'running', 'paused', 'done', 'aborted']))
        .optional(),
      kind: z.array(z.enum(['single', 'planned', 'rollback', 'repair'])).optional(),
      /** `mine`: plans that wait for the yes of whoever asks, so none that they wrote a part of. */
      approval: z.enum(['mine']).optional(),
      /** Part of the name, in any case. */
      search: text(0, 200).optional(),
    })
    .default({}),
  cursor,
  limit,
});
export const rolloutGet = z.strictObject({ id });
export const rolloutPause = z.strictObject({ id, reason });
export const rolloutResume = z.strictObject({
  id,
  reason,
  /** New failures that whoever resumes has seen; refused when there are more by now. Left out: all are acknowledged. */
  seenFailures: z.int().min(0).optional(),
});
/** `notice` left out: users are informed in standard words. */
export const jobUndo = z.strictObject({
  jobId: id,
  notice: noticeWish.optional(),
  reason,
  idempotencyKey: id,
});
export const jobCancel = z.strictObject({ jobId: id, reason });
export const reportExport = z.strictObject({
  rolloutId: id,
  format: z.enum(['json', 'csv']),
  /** As it stood at that moment. Absent: now. */
  ...moment,
  at: moment.at.optional(),
});

/** A batch as it comes from the server's own bus. */
export const eventChanges = z.strictObject({
  events: z
    .array(
      z.strictObject({
        kind: z.enum([
          'machine',
          'job',
          'rollout',
          'token',
          'settings',
          'teredoServer',
          'policy',
          'program',
          'finding',
          'alert',
          'notice',
          'audit',
          'resync',
        ]),
        id: text(1, 64).nullable(),
      }),
    )
    .max(1000),
});
