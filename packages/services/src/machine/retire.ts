import { endOpenJobs, queryableOf, wakeRolloutsOf } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { lockMachine } from './find-machine';

const NOT_BEGUN = 'The machine was retired before the change began. Nothing was changed.';
const BEGUN = 'The machine was retired while the change was under way; how it ended is not known.';

/**
 * Takes a machine out of service: its jobs are void, nothing is wanted of it any more, its session is closed, and its
 * key opens nothing until it is enrolled again.
 */
export const retireMachine = defineChange('machine.retire', async (call, { id, reason }) => {
  const { tx, now } = call;
  const machine = await lockMachine(call, id);
  const { hostname, scopeId, status } = machine;
  if (status === 'retired') return unchanged({ cancelledJobs: 0 });
  const ended = await endOpenJobs(queryableOf(tx), {
    machineId: id,
    unstarted: { state: 'cancelled', detail: NOT_BEGUN },
    started: { state: 'timed-out', detail: BEGUN },
    at: now,
  });
  const wish = await tx.machineDesired.findUnique({ where: { machineId: id } });
  await tx.machineDesired.deleteMany({ where: { machineId: id } });
  await tx.machine.update({
    where: { id },
    data: { status: 'retired', statusReason: reason, retiredAt: now },
  });
  await wakeRolloutsOf(queryableOf(tx), id);
  await tx.machineRequest.create({
    data: { machineId: id, scopeId, kind: 'disconnect', requestedAt: now },
  });
  return {
    result: { cancelledJobs: ended.length },
    entries: [
      entry({ kind: 'machine', id, name: hostname }, scopeId, {
        before: { status, desired: wish?.desired ?? null },
        after: { status: 'retired', endedJobs: ended.map((job) => job.jobId) },
        reason,
      }),
    ],
    wake: [`gateway:${id}`],
    changed: [
      `machine:${id}`,
      ...ended.flatMap(({ jobId, rolloutId }) => [`job:${jobId}`, `rollout:${rolloutId}`] as const),
    ],
  };
});
