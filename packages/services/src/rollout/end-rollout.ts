import { endMembers, queryableOf } from '@teredo-fleet/db';
import { auditActorOf } from '../core/audit-entry';
import type { Changed } from '../core/channels';
import type { Call } from '../core/define-verb';
import type { SteeredRollout } from './steer-rollout';

/** Aborts a rollout whose row the caller holds: jobs that have not begun end, machines that were not asked never are. */
export async function endRollout(
  call: Call,
  { id }: SteeredRollout,
  reason: string,
): Promise<{ after: Record<string, unknown>; changed: Changed[] }> {
  const { tx, now } = call;
  const by = auditActorOf(call.actor).name;
  const ended = await endMembers(queryableOf(tx), {
    rolloutId: id,
    machineIds: null,
    excludeAsked: false,
    excluded: { kind: 'aborted', reason, by },
    detail: `The rollout was aborted by ${by}: ${reason}`,
    at: now,
  });
  await tx.rollout.update({
    where: { id },
    data: { state: 'aborted', pauseReason: null, finishedAt: now, wakeAt: null },
    select: { id: true },
  });
  const underWay = await tx.job.count({ where: { rolloutId: id, finishedAt: null } });
  const jobs = ended.filter(({ jobId }) => jobId !== null);
  return {
    after: { state: 'aborted', endedJobs: jobs.length, neverAsked: ended.length - jobs.length, underWay },
    changed: jobs.flatMap(({ jobId, machineId }) => [`job:${jobId}`, `machine:${machineId}`] as const),
  };
}
