import * as z from 'zod';
import { cursor, id, instant, limit, name, noticeWish, reason, text } from './shared-inputs';

/** Number of a wave, from 0. */
const wave = z.int().min(0).max(19);
const machineIds = z.array(id).min(1).max(500);

/**
 * How far the notice of a machine came, and what became of it. The first three take in who came further; of several people
 * at one machine the answer that keeps it waiting longest counts.
 */
export const NOTICE_STANDS = [
  'sent',
  'on-machine',
  'shown',
  'informed',
  'acknowledged',
  'deferred',
  'refused',
  'unanswered',
  'nobody',
  'overridden',
  'not-shown',
  'no-word',
  'never-told',
] as const;

/** Conditions are joined by "and"; absent: no condition. */
export const memberFilter = z.strictObject({
  wave: z.union([wave, z.literal('late')]).optional(),
  group: z.enum(['waiting', 'begun', 'good', 'bad', 'skipped', 'excluded', 'unknown']).optional(),
  /** States of the job that counts, as rows show them. */
  states: z.array(text(1, 40)).max(50).optional(),
  notice: z.enum(NOTICE_STANDS).optional(),
  /** Part of the host name, in any case. */
  search: text(0, 200).optional(),
});

export type MemberFilter = z.output<typeof memberFilter>;

export const rolloutPromote = z.strictObject({ id, wave, reason });
export const rolloutOverrideGate = z.strictObject({ id, wave, reason });
export const rolloutRetryFailed = z
  .strictObject({
    id,
    wave: wave.optional(),
    filter: memberFilter.optional(),
    machineIds: machineIds.optional(),
    reason,
  })
  .refine(
    (input) => [input.wave, input.filter, input.machineIds].filter((one) => one !== undefined).length < 2,
    {
      message: 'give a wave, a filter or machines, and only one of them',
      path: ['filter'],
    },
  );
export const rolloutExclude = z
  .strictObject({ id, filter: memberFilter.optional(), machineIds: machineIds.optional(), reason })
  .refine((input) => (input.filter === undefined) !== (input.machineIds === undefined), {
    message: 'give either a filter or machines',
    path: ['filter'],
  });
const nudged = { id, filter: memberFilter.optional(), machineIds: machineIds.optional() };
const oneSelection = ({ filter, machineIds: ids }: { filter?: unknown; machineIds?: unknown }) =>
  filter === undefined || ids === undefined;
const ONE_SELECTION = { message: 'give a filter or machines, and only one of them', path: ['filter'] };
/** With neither: every machine of the rollout. */
export const rolloutNudge = z.strictObject({ ...nudged, reason }).refine(oneSelection, ONE_SELECTION);
export const rolloutNudgePreview = z.strictObject(nudged).refine(oneSelection, ONE_SELECTION);
/** With neither a filter nor machines: every machine of the rollout that waits. */
export const rolloutAskNoticeOverride = z
  .strictObject({ ...nudged, reason })
  .refine(oneSelection, ONE_SELECTION);
export const rolloutNoticeOverridePreview = z.strictObject(nudged).refine(oneSelection, ONE_SELECTION);
export const rolloutGrantNoticeOverride = z.strictObject({ id, overrideId: id, reason });
export const rolloutCloseNoticeOverride = z.strictObject({ id, overrideId: id, reason });
export const rolloutAbort = z.strictObject({ id, reason });
export const rolloutRollBack = z.strictObject({
  id,
  what: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('whole') }),
    z.strictObject({ kind: z.literal('wave'), wave }),
    z.strictObject({ kind: z.literal('machine'), machineId: id }),
  ]),
  /** Left out: users are informed in standard words. */
  notice: noticeWish.optional(),
  reason,
  /** Made by the caller once a rollback: the same key twice is the same rollback. */
  idempotencyKey: id,
});

export const rolloutMembers = z.strictObject({ id, filter: memberFilter.default({}), cursor, limit });
export const rolloutNotices = z.strictObject({ id });
export const rolloutLog = z.strictObject({ id, cursor, limit });

export const freezeAdd = z
  .strictObject({ name: name(100), from: instant, to: instant, reason })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    message: 'must be after its beginning',
    path: ['to'],
  });
export const freezeRemove = z.strictObject({ id, reason });
