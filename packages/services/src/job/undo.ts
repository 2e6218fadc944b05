import { ROLLBACK_NOTICE_POLICY } from '../change/change-defaults';
import type { Work } from '../change/change-plan';
import { earlierStart, lockAuthor, rolloutIdOf } from '../change/earlier-start';
import { startChange } from '../change/start-change';
import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { inScopes } from '../core/scopes';
import { ConflictError, NotFoundError } from '../errors';
import { lockMachine } from '../machine/find-machine';
import { defaultTexts } from '../notice/default-notice';
import { laterJobs, UNDO_COLUMNS, undoJob } from './undo-job';
import { whyNotUndo } from './undo-state';

/**
 * Gives back what the agent saved before a job, as a rollout of its own. What the machine should be changes when the
 * agent says that it has it back.
 */
export const undoChange = defineChange('job.undo', async (call, { jobId, reason, idempotencyKey }) => {
  const { tx, scopes } = call;
  const author = requireUser(call.actor);
  const job = await tx.job.findFirst({
    where: { id: jobId, ...inScopes(scopes) },
    select: { ...UNDO_COLUMNS, rolloutId: true, rollout: { select: { name: true } } },
  });
  if (job === null) throw new NotFoundError('job');
  const work: Work = { kind: 'restore', savedByJob: jobId };
  const rolloutId = rolloutIdOf(author, idempotencyKey);
  await lockAuthor(call, author);
  const machine = await lockMachine(call, job.machineId);
  const earlier = await earlierStart(call, rolloutId, { machineId: machine.id, work });
  if (earlier !== null) return unchanged(earlier);
  const why = whyNotUndo(undoJob(job), machine, await laterJobs(tx, job));
  if (why !== null) throw new ConflictError(why);
  const started = await startChange(call, {
    rolloutId,
    kind: 'rollback',
    name: `Undo: ${job.rollout.name}`,
    machine,
    author,
    work,
    notice: { policy: ROLLBACK_NOTICE_POLICY, texts: defaultTexts('restore', author) },
    reason,
    rollbackOfId: job.rolloutId,
  });
  return {
    result: { rolloutId, jobId: started.jobId },
    entries: [
      entry({ kind: 'machine', id: machine.id, name: machine.hostname }, machine.scopeId, {
        before: { jobId, state: job.state },
        after: { rolloutId, jobId: started.jobId, planHash: started.hash, restores: jobId },
        reason,
      }),
    ],
    wake: ['signer'],
    changed: [`machine:${machine.id}`, `job:${started.jobId}`, `rollout:${rolloutId}`],
  };
});
