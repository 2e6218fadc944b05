import type { UnsignedJob } from '@teredo-fleet/db';
import { type JobPayload, jobPayloadSchema } from '@teredo-fleet/protocol';
import { planHash, type SinglePlan, singlePlanSchema } from '../change/change-plan';
import { canonicalText } from '../core/sha256';
import { mayUse } from '../permissions';
import type { Role } from '../views';

/** What is to be signed, or why it is not: `detail` says what happened and what to do. */
export type BuiltJob = { ok: true; payload: JobPayload } | { ok: false; detail: string };

const DAY_MS = 86_400_000;
/** A signed job that waits longer than this for its start would be a key in somebody's drawer. */
const MAX_LIFETIME_MS = 90 * DAY_MS;
/** Requests that were cancelled before they were signed leave gaps; larger ones are nobody's honest work. */
const MAX_SEQUENCE_GAP = 10_000;

const refuse = (detail: string): BuiltJob => ({ ok: false, detail });

const DIFFERS =
  'The job is not what its plan says. Nothing is signed. Start the change again, and look at who can write to the database.';

/** Everything that the plan decides, said again by the job: one word apart and nothing is signed. */
function differsFromPlan(job: UnsignedJob, plan: SinglePlan): boolean {
  const said = {
    work: job.work,
    notice: job.notice,
    windows: job.windows,
    witnesses: job.witnesses,
    contactWindowSeconds: job.contactWindowSeconds,
    verify: job.verify,
    notBefore: job.notBefore.getTime(),
    notAfter: job.notAfter.getTime(),
  };
  const { work, notice, windows, witnesses, contactWindowSeconds, verify, notBefore, notAfter } = plan;
  const planned = { work, notice, windows, witnesses, contactWindowSeconds, verify, notBefore, notAfter };
  return canonicalText(said) !== canonicalText(planned) || !plan.machines.includes(job.machineId);
}

/**
 * One machine may be changed on its author's own authority, by somebody whose role still allows it; anything larger
 * needs a second person. Only approvals of this very plan count.
 */
function isApproved(job: UnsignedJob, plan: SinglePlan): boolean {
  const hash = job.planHash.toString('hex');
  const covers = (scopeIds: readonly string[] | null) =>
    scopeIds !== null && (scopeIds.length === 0 || scopeIds.includes(job.scopeId));
  const valid = job.approvals.filter(
    (a) => a.planHash === hash && !a.disabled && a.role !== null && covers(a.scopeIds),
  );
  const ownChange =
    plan.machines.length === 1 && (job.rolloutKind === 'single' || job.rolloutKind === 'rollback');
  return valid.some((approval) => {
    const isAuthor = approval.approverId === job.authorId;
    if (approval.kind === 'single')
      return ownChange && isAuthor && mayUse(approval.role as Role, 'machine.toggle');
    return approval.kind === 'approval' && !isAuthor && ['approver', 'admin'].includes(approval.role ?? '');
  });
}

/**
 * An agent takes no job below the highest sequence that it has seen: one signed job with a number far above would shut
 * every later one out, until the machine is enrolled anew.
 */
function outOfSequence({ sequence, highestSequence }: UnsignedJob): boolean {
  return sequence <= highestSequence || sequence > highestSequence + MAX_SEQUENCE_GAP;
}

/**
 * What the signer signs: a known shape, of a plan whose hash is the approved one, for a machine as it is enrolled now.
 * Pure, so that every refusal can be tested. `issuedAt` is `now`.
 */
export function buildJob(job: UnsignedJob, now: Date): BuiltJob {
  const parsed = singlePlanSchema.safeParse(job.plan);
  if (!parsed.success) return refuse('The plan is not of a kind that may be signed. Start the change again.');
  const plan = parsed.data;
  if (!planHash(job.plan).equals(job.planHash))
    return refuse(
      'The plan was altered after it was approved. Nothing is signed. Start the change again, and look at who can write to the database.',
    );
  if (differsFromPlan(job, plan)) return refuse(DIFFERS);
  if (!isApproved(job, plan))
    return refuse(
      'The plan has no approval that allows it. Ask somebody whose role allows it to start the change.',
    );
  if (job.rolloutState !== 'running')
    return refuse('The rollout does not run any more. Start the change again.');
  if (job.machineStatus !== 'active' || job.machineEnrolmentId !== job.enrolmentId) {
    return refuse(
      'The machine was retired, quarantined or enrolled anew meanwhile. Start the change again when it is active.',
    );
  }
  if (now.getTime() >= plan.notAfter)
    return refuse('The time in which the change might start is over. Start it again.');
  if (plan.notAfter > now.getTime() + MAX_LIFETIME_MS)
    return refuse('The change might start more than 90 days from now. Start it again with an earlier end.');
  if (outOfSequence(job))
    return refuse(
      'The number of the job does not follow those of earlier ones. Nothing is signed. Start the change again, and look at who can write to the database.',
    );
  const { work, notice, windows, witnesses, contactWindowSeconds, verify, notBefore, notAfter } = plan;
  const payload = jobPayloadSchema.safeParse({
    v: 1,
    jobId: job.id,
    attempt: job.attempt,
    machineId: job.machineId,
    enrolmentId: job.enrolmentId,
    rolloutId: job.rolloutId,
    sequence: job.sequence,
    work,
    planHash: job.planHash.toString('hex'),
    issuedAt: now.getTime(),
    notBefore,
    notAfter,
    windows,
    notice,
    contactWindowSeconds,
    witnesses,
    verify,
  });
  return payload.success
    ? { ok: true, payload: payload.data }
    : refuse('The job is not of a shape that may be signed. Start the change again.');
}
