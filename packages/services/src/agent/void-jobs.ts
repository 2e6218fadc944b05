import { endOpenJobs, type JobsEnding, type Queryable } from '@teredo-fleet/db';
import type { AgentChange } from '../core/define-agent-verb';

/** Jobs that were ended because of what a machine did, with an entry for each and what pages should look at again. */
export interface VoidedJobs extends Pick<AgentChange<never>, 'entries' | 'changed'> {
  jobIds: string[];
}

/** Ends the open jobs of a machine; the machine itself, at this address, is the actor of the entries. */
export async function voidJobs(
  db: Queryable,
  { hostname, address }: { hostname: string; address: string | null },
  { machineId, ...ending }: Omit<JobsEnding, 'machineIds'> & { machineId: string },
): Promise<VoidedJobs> {
  const ended = await endOpenJobs(db, { ...ending, machineIds: [machineId] });
  return {
    jobIds: ended.map((job) => job.jobId),
    entries: ended.map(({ jobId, rolloutId, scopeId, previous, state, detail }) => ({
      action: 'job.void',
      scopeId,
      actorId: machineId,
      actorName: hostname,
      objectKind: 'job',
      objectId: jobId,
      objectName: null,
      outcome: 'done' as const,
      before: { state: previous },
      after: { state, rolloutId },
      reason: detail,
      address,
    })),
    changed: ended.flatMap(({ jobId, rolloutId }) => [
      `job:${jobId}` as const,
      `rollout:${rolloutId}` as const,
    ]),
  };
}
