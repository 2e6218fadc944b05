import {
  type DueRollout,
  dueMembers,
  type Queryable,
  readJudgedRollouts,
  requestJobs,
} from '@teredo-fleet/db';
import { changePlanSchema } from '../change/change-plan';
import { type JobMaker, jobsOf } from '../change/job-parts';
import { repairPlanSchema } from '../plan/repair-plan';
import { isPlanApproved, isRepairApproved } from '../signer/approvals';
import { UnreadablePlanError } from './rollout-standing';

/** Nobody stands by the plan's approval any more, in words for whoever finds the rollout paused. */
export class UnapprovedPlanError extends Error {
  readonly code = 'unapproved-plan';
  override readonly name = 'UnapprovedPlanError';

  constructor(
    why = 'Whoever approved the plan may not approve it any more: the account is closed, or its role or scopes have changed. No machine is asked. Clone the rollout and have it approved anew, or give the account back what it had and resume.',
  ) {
    super(why);
  }
}

const UNAPPROVED_REPAIR =
  'The policy that this repair follows from does not stand as it was approved: it was edited, is only audited or retired, or whoever approved it may not approve it any more. No machine is asked. Abort the repair; the next one follows the policy as it is then approved.';

/** Before anybody is asked: the signer would refuse every job, and the machines would count as blocked. */
async function refuseUnapproved(db: Queryable, { id, kind, plan }: DueRollout): Promise<void> {
  if (kind !== 'planned' && kind !== 'repair') return;
  const rollout = (await readJudgedRollouts(db, [id])).get(id);
  if (kind === 'repair') {
    const reading = repairPlanSchema.safeParse(plan);
    if (rollout !== undefined && reading.success && isRepairApproved(rollout, reading.data)) return;
    throw new UnapprovedPlanError(UNAPPROVED_REPAIR);
  }
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
