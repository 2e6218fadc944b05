import {
  type DueRollout,
  dueMembers,
  type Queryable,
  readJudgedRollouts,
  requestJobs,
} from '@teredo-fleet/db';
import { changePlanSchema } from '../change/change-plan';
import { type JobMaker, jobsOf } from '../change/job-parts';
import { isPlanApproved } from '../signer/approvals';
import { UnreadablePlanError } from './rollout-standing';

/** Nobody stands by the plan's approval any more, in words for whoever finds the rollout paused. */
export class UnapprovedPlanError extends Error {
  readonly code = 'unapproved-plan';
  override readonly name = 'UnapprovedPlanError';

  constructor() {
    super(
      'Whoever approved the plan may not approve it any more: the account is closed, or its role or scopes have changed. No machine is asked. Clone the rollout and have it approved anew, or give the account back what it had and resume.',
    );
  }
}

/** Before anybody is asked: the signer would refuse every job, and the machines would count as blocked. */
async function refuseUnapproved(db: Queryable, { id, kind }: DueRollout): Promise<void> {
  if (kind !== 'planned') return;
  const rollout = (await readJudgedRollouts(db, [id])).get(id);
  if (rollout === undefined || !isPlanApproved(rollout)) throw new UnapprovedPlanError();
}

function makerOf({ plan }: DueRollout): JobMaker {
  const reading = changePlanSchema.safeParse(plan);
  if (reading.success) return jobsOf(reading.data);
  throw new UnreadablePlanError("The plan can't be read, so no machine is asked. Clone it and set it anew.");
}

/**
 * Asks the machines whose turn it is, at most `limit`, each with its own windows. Returns those that were asked. Throws
 * UnreadablePlanError and UnapprovedPlanError.
 */
export async function makeJobs(db: Queryable, rollout: DueRollout, limit: number): Promise<string[]> {
  const due = await dueMembers(db, rollout.id, limit);
  if (due.length === 0) return [];
  await refuseUnapproved(db, rollout);
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
