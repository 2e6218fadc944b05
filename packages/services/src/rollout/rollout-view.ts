import { noticePolicySchema, noticeTextSchema } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { DEFAULT_NOTICE_POLICY } from '../change/change-defaults';
import type { Call } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { inScopes } from '../core/scopes';
import type { Transaction } from '../core/transaction';
import { NotFoundError } from '../errors';
import { laterJobs, undoJob } from '../job/undo-job';
import { whyNotUndo } from '../job/undo-state';
import { namesOf } from '../user/names';
import type { JobView, RolloutView } from '../views';
import { JOB_PARTS, jobView } from './job-view';
import { noticeOverridesOf } from './notice-override-view';
import { rolloutNotice } from './rollout-notice';

/** The notice of a plan; of a draft that has none yet, what is proposed. */
const planNotice = z.object({
  notice: z
    .object({
      policy: noticePolicySchema.catch(DEFAULT_NOTICE_POLICY),
      texts: z.array(noticeTextSchema).catch([]),
    })
    .catch({ policy: DEFAULT_NOTICE_POLICY, texts: [] }),
});

/** What there is to say of any rollout, and the scope it is in. */
export type RolloutHead = Omit<RolloutView, 'jobs' | 'planned'> & { scopeId: string; hasWaves: boolean };

const MOST_ROLLBACKS = 10;

/** What it takes back, and what takes it back; both are in its own scope. */
async function related(
  tx: Transaction,
  { id, rollbackOfId }: { id: string; rollbackOfId: string | null },
): Promise<Pick<RolloutView, 'rollbackOf' | 'rollbacks'>> {
  const rollbackOf =
    rollbackOfId === null
      ? null
      : await tx.rollout.findUnique({ where: { id: rollbackOfId }, select: { id: true, name: true } });
  const rollbacks = await tx.rollout.findMany({
    where: { rollbackOfId: id },
    select: { id: true, name: true, state: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_ROLLBACKS,
  });
  return { rollbackOf, rollbacks };
}

/** It is in the rollout's own scope. */
async function policyOf(tx: Transaction, id: string | null): Promise<RolloutView['policy']> {
  return id === null ? null : tx.policy.findUnique({ where: { id }, select: { id: true, name: true } });
}

/** The same not-found for foreign and absent ones. */
export async function rolloutHead(call: Call, id: string): Promise<RolloutHead> {
  const { tx, scopes } = call;
  const rollout = await tx.rollout.findFirst({
    where: { id, ...inScopes(scopes) },
    include: {
      approvals: { where: { voidedAt: null }, orderBy: { approvedAt: 'asc' } },
      _count: { select: { waves: true } },
    },
  });
  if (rollout === null) throw new NotFoundError('rollout');
  const names = await namesOf(tx, [rollout.authorId, ...rollout.approvals.map((one) => one.approverId)]);
  const nameOf = (userId: string) => names.get(userId) ?? userId;
  const { notice } = planNotice.parse(rollout.plan);
  return {
    id,
    scopeId: rollout.scopeId,
    hasWaves: rollout._count.waves > 0,
    name: rollout.name,
    kind: rollout.kind as RolloutView['kind'],
    state: rollout.state,
    pauseReason: rollout.pauseReason,
    author: { id: rollout.authorId, name: nameOf(rollout.authorId) },
    reason: rollout.reason,
    planHash: Buffer.from(rollout.planHash).toString('hex'),
    createdAt: iso(rollout.createdAt),
    startedAt: isoOrNull(rollout.startedAt),
    finishedAt: isoOrNull(rollout.finishedAt),
    approvals: rollout.approvals.map(({ approverId, kind, approvedAt, reason }) => ({
      approver: nameOf(approverId),
      kind,
      at: iso(approvedAt),
      reason,
    })),
    noticePolicy: notice.policy,
    noticeTexts: notice.texts,
    noticeDocument: await rolloutNotice({ tx, scopes }, rollout.plan),
    noticeOverrides: await noticeOverridesOf(call, id),
    policy: await policyOf(tx, rollout.policyId),
    ...(await related(tx, rollout)),
  };
}

/** The jobs of a rollout with all that their machines said, oldest first; its scope was looked at before. */
export async function rolloutJobs({ tx }: Call, rolloutId: string): Promise<JobView[]> {
  const jobs = await tx.job.findMany({
    where: { rolloutId },
    include: JOB_PARTS,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const later = await laterJobs(tx, jobs);
  return jobs.map((job) => jobView(job, whyNotUndo(undoJob(job), job.machine, later.get(job.id) ?? [])));
}
