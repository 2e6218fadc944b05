import type { Work } from '../change/change-plan';
import { earlierStart, lockAuthor, rolloutIdOf } from '../change/earlier-start';
import { defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { inScopes } from '../core/scopes';
import { ConflictError, NotFoundError } from '../errors';
import { lockMachine } from '../machine/find-machine';
import { startUndo } from './start-undo';
import { laterJobs, UNDO_COLUMNS, undoJob } from './undo-job';
import { whyNotUndo } from './undo-state';

/** Gives back what the agent saved before a job. */
export const undoChange = defineChange(
  'job.undo',
  async (call, { jobId, notice, reason, idempotencyKey }) => {
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
    const why = whyNotUndo(undoJob(job), machine, (await laterJobs(tx, [job])).get(jobId) ?? []);
    if (why !== null) throw new ConflictError(why);
    return startUndo(call, {
      rolloutId,
      author,
      machine,
      job: { id: job.id, state: job.state, rolloutId: job.rolloutId, rolloutName: job.rollout.name },
      reason,
      notice,
    });
  },
);
