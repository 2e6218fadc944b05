import { BEGUN_JOB_STATES, queryableOf, withdrawWishes } from '@teredo-fleet/db';
import { TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { ConflictError, NotFoundError } from '../errors';

/**
 * Ends a job that has not been let start. Start and cancel are conditional updates of the same row, so exactly one of
 * them happens; the gateway tells the agent.
 */
export const cancelJob = defineChange('job.cancel', async ({ tx, scopes, actor, now }, { jobId, reason }) => {
  const job = await tx.job.findFirst({
    where: { id: jobId, ...inScopes(scopes) },
    select: {
      scopeId: true,
      state: true,
      machineId: true,
      rolloutId: true,
      machine: { select: { hostname: true } },
    },
  });
  if (job === null) throw new NotFoundError('job');
  const by = actor.kind === 'user' ? actor.name : 'the server';
  const detail = `Cancelled by ${by}: ${reason}`;
  const { count } = await tx.job.updateMany({
    where: { id: jobId, goGrantedAt: null, state: { notIn: [...TERMINAL_JOB_STATES, ...BEGUN_JOB_STATES] } },
    data: { state: 'cancelled', detail, finishedAt: now, cancelRequestedAt: now },
  });
  if (count === 0) {
    throw new ConflictError(
      'This change has begun or ended already, so it can’t be cancelled. Wait for its end; then it can be undone.',
    );
  }
  const { scopeId, machineId, rolloutId, machine } = job;
  await withdrawWishes(queryableOf(tx), [jobId]);
  await tx.jobEvent.create({
    data: { jobId, scopeId, version: 0, state: 'cancelled', detail, source: 'server', at: now },
    select: { id: true },
  });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'machine', id: machineId, name: machine.hostname }, scopeId, {
        before: { jobId, state: job.state },
        after: { jobId, state: 'cancelled' },
        reason,
      }),
    ],
    wake: [`gateway:${machineId}`],
    changed: [`job:${jobId}`, `machine:${machineId}`, `rollout:${rolloutId}`],
  };
});
