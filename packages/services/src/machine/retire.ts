import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { endJobs } from '../job/end-jobs';
import { lockMachine } from './find-machine';

/** Takes a machine out of service: its jobs are void, its session is closed, its key opens nothing any more. */
export const retireMachine = defineChange('machine.retire', async (call, { id, reason }) => {
  const { tx, now } = call;
  const machine = await lockMachine(call, id);
  if (machine.status === 'retired') return unchanged({ cancelledJobs: 0 });
  const ended = await endJobs(
    tx,
    { machineId: id },
    {
      before: 'cancelled',
      after: 'timed-out',
      detail: 'The machine was retired before the change began.',
      afterDetail: 'The machine was retired while the change was under way; how it ended is not known.',
      now,
    },
  );
  await tx.machine.update({
    where: { id },
    data: { status: 'retired', statusReason: reason, retiredAt: now },
  });
  await tx.machineRequest.create({
    data: { machineId: id, scopeId: machine.scopeId, kind: 'disconnect', requestedAt: now },
  });
  return {
    result: { cancelledJobs: ended.length },
    entries: [
      entry({ kind: 'machine', id, name: machine.hostname }, machine.scopeId, {
        before: { status: machine.status },
        after: { status: 'retired', endedJobs: ended.map((job) => job.id) },
        reason,
      }),
    ],
    wake: [`gateway:${id}`],
    changed: [`machine:${id}`, ...ended.map((job) => `job:${job.id}` as const)],
  };
});
