import { type DueRollout, dueMembers, type Queryable, requestJobs } from '@teredo-fleet/db';
import { changePlanSchema } from '../change/change-plan';
import { type JobMaker, jobsOf } from '../change/job-parts';
import { UnreadablePlanError } from './rollout-standing';

function makerOf({ plan }: DueRollout): JobMaker {
  const reading = changePlanSchema.safeParse(plan);
  if (reading.success) return jobsOf(reading.data);
  throw new UnreadablePlanError("The plan can't be read, so no machine is asked. Clone it and set it anew.");
}

/**
 * Asks the machines whose turn it is, at most `limit`, each with its own windows. Returns those that were asked. Throws
 * UnreadablePlanError.
 */
export async function makeJobs(db: Queryable, rollout: DueRollout, limit: number): Promise<string[]> {
  const due = await dueMembers(db, rollout.id, limit);
  if (due.length === 0) return [];
  const jobOf = makerOf(rollout);
  const orders = due.flatMap(({ machineId, timeZone }) => {
    const parts = jobOf({ id: machineId, timeZone }, rollout.now.getTime());
    return parts === null || parts.notBefore >= parts.notAfter ? [] : [{ machineId, parts }];
  });
  const [first] = orders;
  if (first === undefined) return [];
  // Work and windows are each machine's own; all else is the plan's.
  const { notice, witnesses, contactWindowSeconds, verify, notBefore, notAfter } = first.parts;
  return requestJobs(db, {
    rolloutId: rollout.id,
    notice,
    witnesses,
    contactWindowSeconds,
    verify,
    notBefore,
    notAfter,
    machines: orders.map(({ machineId, parts: { work, windows } }) => ({ machineId, work, windows })),
  });
}
