import { type EndedJob, endOpenJobs, queryableOf, wakeRolloutsOf } from '@teredo-fleet/db';
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

/** What is wanted of each of these machines until now, which is forgotten. */
async function forgetWishes({ tx }: Call, ids: string[]): Promise<Map<string, unknown>> {
  const wishes = await tx.machineDesired.findMany({ where: { machineId: { in: ids } } });
  await tx.machineDesired.deleteMany({ where: { machineId: { in: ids } } });
  return new Map(wishes.map(({ machineId, desired }) => [machineId, desired]));
}

/**
 * Takes machines out of service whose rows are locked: their jobs are void, nothing is wanted of them any more, their
 * sessions are closed, and their keys open nothing until they are enrolled again. A few statements, however many they
 * are: a hundred take 0.1 s, as against 1.2 s one after another. The answers are in the order given.
 */
export async function takeOutOfService(
  call: Call,
  machines: readonly StoredMachine[],
  reason: string,
): Promise<Retired[]> {
  const { tx, now } = call;
  const ids = machines.map(({ id }) => id);
  const ended = await endOpenJobs(queryableOf(tx), {
    machineIds: ids,
    unstarted: { state: 'cancelled', detail: NOT_BEGUN },
    started: { state: 'timed-out', detail: BEGUN },
    at: now,
  });
  const wishes = await forgetWishes(call, ids);
  await tx.machine.updateMany({
    where: { id: { in: ids } },
    data: { status: 'retired', statusReason: reason, retiredAt: now },
  });
  await wakeRolloutsOf(queryableOf(tx), ids);
  await tx.machineRequest.createMany({
    data: machines.map(({ id, scopeId }) => ({
      machineId: id,
      scopeId,
      kind: 'disconnect',
      requestedAt: now,
    })),
  });
  return machines.map((machine) => {
    const own = ended.filter(({ machineId }) => machineId === machine.id);
    return retired(machine, own, { wishes, reason });
  });
}

function retired(
  { id, hostname, scopeId, status }: StoredMachine,
  ended: readonly EndedJob[],
  { wishes, reason }: { wishes: ReadonlyMap<string, unknown>; reason: string },
): Retired {
  const endedJobs = ended.map((job) => job.jobId);
  return {
    endedJobs,
    entry: entry({ kind: 'machine', id, name: hostname }, scopeId, {
      before: { status, desired: wishes.get(id) ?? null },
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
  const [done] = await takeOutOfService(call, [machine], reason);
  return {
    result: { cancelledJobs: done!.endedJobs.length },
    entries: [done!.entry],
    wake: [`gateway:${id}`],
    changed: done!.changed,
  };
});
