import type { SinglePlan } from '../change/change-plan';
import type { Call } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { inScopes } from '../core/scopes';
import { NotFoundError } from '../errors';
import { laterJobs, undoJob } from '../job/undo-job';
import { whyNotUndo } from '../job/undo-state';
import { namesOf } from '../user/names';
import type { JobView, RolloutView } from '../views';
import { JOB_PARTS, jobView, type StoredJob } from './job-view';

async function withUndo({ tx }: Call, job: StoredJob): Promise<JobView> {
  return jobView(job, whyNotUndo(undoJob(job), job.machine, await laterJobs(tx, job)));
}

/** A rollout with its jobs, and the scope it is in; the same not-found for foreign and absent ones. */
export async function rolloutView(call: Call, id: string): Promise<RolloutView & { scopeId: string }> {
  const { tx, scopes } = call;
  const rollout = await tx.rollout.findFirst({
    where: { id, ...inScopes(scopes) },
    include: {
      approvals: { orderBy: { approvedAt: 'asc' } },
      jobs: { include: JOB_PARTS, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
    },
  });
  if (rollout === null) throw new NotFoundError('rollout');
  const names = await namesOf(tx, [rollout.authorId, ...rollout.approvals.map((one) => one.approverId)]);
  const nameOf = (userId: string) => names.get(userId) ?? userId;
  const { notice } = rollout.plan as unknown as SinglePlan;
  const jobs: JobView[] = [];
  for (const job of rollout.jobs) jobs.push(await withUndo(call, job));
  return {
    id,
    scopeId: rollout.scopeId,
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
    jobs,
  };
}
