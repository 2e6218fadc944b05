import { endOpenJobs, queryableOf, wakeRolloutsOf } from '@teredo-fleet/db';
import { type AuditDraft, entry } from '../core/audit-entry';
import type { Changed } from '../core/channels';
import { type Call, defineChange, unchanged } from '../core/define-verb';
import { lockMachine, type StoredMachine } from './find-machine';

const NOT_BEGUN = 'The machine was retired before the change began. Nothing was changed.';
const BEGUN = 'The machine was retired while the change was under way; how it ended is not known.';

/** What taking one machine out of service came to. */
export interface Retired {
  endedJobs: string[];
  entry: AuditDraft;
  changed: Changed[];
}

/**
 * Takes a machine out of service whose row is locked: its jobs are void, nothing is wanted of it any more, its session is
 * closed, and its key opens nothing until it is enrolled again.
 */
export async function takeOutOfService(
  { tx, now }: Call,
  machine: StoredMachine,
  reason: string,
): Promise<Retired> {
  const { id, hostname, scopeId, status } = machine;
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
  const endedJobs = ended.map((job) => job.jobId);
  return {
    endedJobs,
    entry: entry({ kind: 'machine', id, name: hostname }, scopeId, {
      before: { status, desired: wish?.desired ?? null },
      after: { status: 'retired', endedJobs },
      reason,
    }),
    changed: [
      `machine:${id}`,
      ...ended.flatMap(({ jobId, rolloutId }) => [`job:${jobId}`, `rollout:${rolloutId}`] as const),
    ],
  };
}

export const retireMachine = defineChange('machine.retire', async (call, { id, reason }) => {
  const machine = await lockMachine(call, id);
  if (machine.status === 'retired') return unchanged({ cancelledJobs: 0 });
  const retired = await takeOutOfService(call, machine, reason);
  return {
    result: { cancelledJobs: retired.endedJobs.length },
    entries: [retired.entry],
    wake: [`gateway:${id}`],
    changed: retired.changed,
  };
});
