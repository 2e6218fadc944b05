import type { Prisma } from '@teredo-fleet/db';
import type { NoticeText } from '@teredo-fleet/protocol';
import { judgeVerb, type RolloutState, type RolloutVerb } from '@teredo-fleet/rollout';
import { CHANGE_DEFAULTS } from '../change/change-defaults';
import type { Call } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { canonicalText } from '../core/sha256';
import { ConflictError, NotFoundError } from '../errors';
import { everyDefaultTexts, topicOf } from '../notice/default-notice';
import type { DraftPlan } from './draft-plan';
import { type PlanReading, readPlan } from './plan-faults';
import { readPlanNotice } from './plan-notice';
import type { PinnedNotice } from './planned-plan';

/** A row of a rollout in waves; its plan is whole unless it is a draft. */
export type PlanRow = Prisma.RolloutGetPayload<object>;

/** What every draft has, whatever its author chose so far. */
export function withDefaults(draft: DraftPlan): object {
  const { witnesses, contactWindowSeconds, verify } = CHANGE_DEFAULTS;
  return {
    v: 1,
    kind: 'planned',
    exclusions: [],
    limits: { atOnce: null, perMinute: null },
    windows: [],
    zoneIfUnknown: 'UTC',
    witnesses: [...witnesses],
    contactWindowSeconds,
    verify: { ...verify },
    startAt: null,
    ...draft,
  };
}

/**
 * The part of a stored plan that people write; who the members are, and which version of a notice they are told, is found
 * when it is submitted.
 */
export function draftOf({ plan }: PlanRow): DraftPlan {
  const {
    v: _v,
    kind: _kind,
    members: _members,
    noticeVersion,
    ...rest
  } = plan as Record<string, unknown> & { noticeVersion?: PinnedNotice };
  const draft = rest as DraftPlan;
  if (noticeVersion === undefined || draft.notice === undefined) return draft;
  return { ...draft, notice: { policy: draft.notice.policy, document: noticeVersion.document } };
}

export const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

/** A rollout in waves, or the same not-found whether it is absent, of another kind or beyond the caller's scopes. */
export async function findPlan({ tx, scopes }: Call, id: string): Promise<PlanRow> {
  const row = await tx.rollout.findFirst({ where: { id, kind: 'planned', ...inScopes(scopes) } });
  if (row === null) throw new NotFoundError('rollout');
  return row;
}

/** The same, with the row locked until the transaction ends. */
export async function lockPlan(call: Call, id: string): Promise<PlanRow> {
  await call.tx.$queryRaw`select id from rollout where id = ${id}::uuid for update`;
  return findPlan(call, id);
}

/** Throws unless the verb makes sense in this state. */
export function refuseInState(verb: RolloutVerb, { state }: PlanRow): void {
  const verdict = judgeVerb(verb, state as RolloutState);
  if (!verdict.ok) throw new ConflictError(verdict.text);
}

/** Throws when the plan is not the one that somebody looked at. */
export function refuseOtherPlan({ planHash }: PlanRow, seen: string): void {
  if (hexOf(planHash) === seen) return;
  throw new ConflictError(
    'Somebody changed this plan since you looked at it. Look at it again and decide anew; nothing was changed.',
  );
}

/** The standard texts for a plan in each version that has shipped, the newest last; none while nobody said what is to be changed. */
async function everyStandardTexts({ tx }: Call, row: PlanRow): Promise<NoticeText[][]> {
  const { work } = draftOf(row);
  if (work === undefined) return [];
  const author = await tx.user.findUnique({
    where: { id: row.authorId },
    select: { name: true, email: true },
  });
  const topic = topicOf({ kind: 'apply', desired: work.desired } as Parameters<typeof topicOf>[0]);
  return everyDefaultTexts(topic, author ?? { name: '', email: '' });
}

/** What users are told where the draft has no text of its own; nothing while nobody said what is to be changed. */
export async function standardTexts(call: Call, row: PlanRow): Promise<NoticeText[]> {
  return (await everyStandardTexts(call, row)).at(-1) ?? [];
}

/**
 * The part of a stored plan that people wrote. Standard texts, which it has since it was submitted, are no part of it: of
 * another plan, or by another author, they are others.
 */
export async function writtenDraft(call: Call, row: PlanRow): Promise<DraftPlan> {
  const draft = draftOf(row);
  const { texts, ...notice } = draft.notice ?? {};
  if (draft.notice === undefined || texts === undefined) return draft;
  const standard = (await everyStandardTexts(call, row)).map(canonicalText);
  const isStandard = standard.includes(canonicalText(texts));
  return isStandard ? { ...draft, notice: notice as DraftPlan['notice'] } : draft;
}

/** A plan whose notice is a document, with what its newest version says, or with what is wrong besides the document. */
async function readWithDocument(call: Call, row: PlanRow, document: string): Promise<PlanReading> {
  const { notice, ...draft } = draftOf(row);
  const found = await readPlanNotice(call, row, document);
  const { noticeVersion, texts } = found.ok
    ? found
    : { noticeVersion: undefined, texts: await standardTexts(call, row) };
  const { document: _, ...told } = { ...notice, texts };
  const whole = withDefaults({ ...draft, notice: told as DraftPlan['notice'] });
  const reading = readPlan({ ...whole, noticeVersion }, call.now.getTime());
  if (found.ok) return reading;
  return { ok: false, faults: [...found.faults, ...(reading.ok ? [] : reading.faults)] };
}

/** The plan as it would be submitted now, standard texts included, or what is missing or wrong. */
export async function readStored(call: Call, row: PlanRow): Promise<PlanReading> {
  const { notice } = draftOf(row);
  const whole = row.plan as Record<string, unknown>;
  const isPinned = row.state !== 'draft' && whole.noticeVersion !== undefined;
  if (notice?.document !== undefined && !isPinned) return readWithDocument(call, row, notice.document);
  if (isPinned) return readPlan(whole, call.now.getTime());
  if (notice === undefined || (notice.texts ?? []).length > 0) return readPlan(whole, call.now.getTime());
  const texts = await standardTexts(call, row);
  return readPlan({ ...whole, notice: { ...notice, texts } }, call.now.getTime());
}
