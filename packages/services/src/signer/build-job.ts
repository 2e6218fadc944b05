import type { UnsignedJob } from '@teredo-fleet/db';
import { type JobPayload, jobPayloadSchema, type UsersNamedBy } from '@teredo-fleet/protocol';
import { type ChangePlan, changePlanSchema, planHash } from '../change/change-plan';
import { type JobMaker, type JobParts, jobsOf } from '../change/job-parts';
import { canonicalText } from '../core/sha256';
import { REPAIR_LIFETIME_SECONDS } from '../policy/policy-content';
import { approvedContent, isApproved } from './approvals';

/** What is to be signed, or why it is not: `detail` says what happened and what to do. */
export type BuiltJob = { ok: true; payload: JobPayload } | { ok: false; detail: string };

const DAY_MS = 86_400_000;
/** A signed job that waits longer than this for its start would be a key in somebody's drawer. */
const MAX_LIFETIME_MS = 90 * DAY_MS;
/** Requests that were cancelled before they were signed leave gaps; larger ones are nobody's honest work. */
const MAX_SEQUENCE_GAP = 10_000;
/** Clocks of database and signer may differ by this much. */
const CLOCK_LEEWAY_MS = 5 * 60_000;

const LOOK = 'Nothing is signed. Start the change again, and look at who can write to the database.';

/** A rollout's plan, read once for all of its jobs. */
type JudgedPlan = { ok: true; plan: ChangePlan; jobOf: JobMaker } | { ok: false; detail: string };

function judgePlan(job: UnsignedJob): JudgedPlan {
  const parsed = changePlanSchema.safeParse(job.plan);
  if (!parsed.success || parsed.data.kind !== job.rolloutKind) {
    return {
      ok: false,
      detail: 'The plan is not of a kind that may be signed. Start the change again.',
    };
  }
  if (!planHash(job.plan).equals(job.planHash)) {
    return { ok: false, detail: `The plan was altered after it was approved. ${LOOK}` };
  }
  return { ok: true, plan: parsed.data, jobOf: jobsOf(parsed.data) };
}

/** Everything that the plan decides but the windows, said again by the job: one word apart and nothing is signed. */
function differsFromPlan(job: UnsignedJob, planned: JobParts): boolean {
  const said = {
    work: job.work,
    notice: job.notice,
    witnesses: job.witnesses,
    contactWindowSeconds: job.contactWindowSeconds,
    verify: job.verify,
    notBefore: job.notBefore.getTime(),
    notAfter: job.notAfter.getTime(),
  };
  const { windows: _, ...rest } = planned;
  return canonicalText(said) !== canonicalText(rest);
}

/**
 * An agent takes no job below the highest sequence that it has seen: one signed job with a number far above would shut
 * every later one out, until the machine is enrolled anew.
 */
function outOfSequence({ sequence, highestSequence }: UnsignedJob): boolean {
  return sequence <= highestSequence || sequence > highestSequence + MAX_SEQUENCE_GAP;
}

/** Why a machine of a rollout with waves is not to be changed now; null: it is. */
function outOfTurn(job: UnsignedJob, plan: ChangePlan): string | null {
  const { member } = job;
  if ('machines' in plan) return null;
  if (member === null) return `The machine is no member of the rollout. ${LOOK}`;
  if (member.excluded) return 'The machine is left alone by its rollout. Nothing is signed.';
  const label = plan.kind === 'repair' ? approvedContent(job.policy)?.label : undefined;
  if (label !== undefined && !job.machineLabels.includes(label)) {
    return `The machine does not have the label "${label}" any more, so the policy is not for it. Nothing is signed.`;
  }
  return member.called ? null : `The machine's wave is not open yet. ${LOOK}`;
}

function outOfTime(plan: ChangePlan, { notBefore, notAfter }: JobParts, now: Date): string | null {
  if (now.getTime() >= notAfter) {
    return 'The time in which the change might start is over. Start it again.';
  }
  if (notAfter > now.getTime() + MAX_LIFETIME_MS)
    return 'The change might start more than 90 days from now. Start it again with an earlier end.';
  // A rollout's job begins to count when it is made.
  const latest = now.getTime() + CLOCK_LEEWAY_MS;
  const isLate = plan.kind === 'repair' && plan.endAt > latest + REPAIR_LIFETIME_SECONDS * 1000;
  const early = isLate || (!('machines' in plan) && notBefore > latest);
  return early ? `The job is dated later than now. ${LOOK}` : null;
}

/** Why the job is not signed; null: it is. `parts`: what its plan says. */
function refusalOf(job: UnsignedJob, plan: ChangePlan, parts: JobParts | null, now: Date): string | null {
  if (parts === null || differsFromPlan(job, parts)) return `The job is not what its plan says. ${LOOK}`;
  if (canonicalText(job.windows) !== canonicalText(parts.windows)) {
    return 'The windows are not those of its plan in the time zone of the machine, which may have moved meanwhile. Nothing is signed. Try the machine again.';
  }
  if (job.scopeId !== job.machineScopeId || job.scopeId !== job.rolloutScopeId) {
    return 'The machine is in another scope than its rollout. Nothing is signed. Start a change in the scope of the machine.';
  }
  if (!isApproved(job, plan)) {
    return 'The plan has no approval that allows it. Ask somebody whose role allows it to start or approve the change.';
  }
  if (job.rolloutState !== 'running') return 'The rollout does not run any more. Start the change again.';
  if (job.machineStatus !== 'active' || job.machineEnrolmentId !== job.enrolmentId) {
    return 'The machine was retired, quarantined or enrolled anew meanwhile. Start the change again when it is active.';
  }
  const why = outOfTurn(job, plan) ?? outOfTime(plan, parts, now);
  if (why !== null) return why;
  return outOfSequence(job) ? `The number of the job does not follow those of earlier ones. ${LOOK}` : null;
}

/** What the signer knows by itself. */
export interface SignerFacts {
  now: Date;
  /** Address below which people read and answer their notices, without a slash at its end; null: there is no such page. */
  noticeUrl: string | null;
  /** How the organisation has users named in what is told of them. */
  usersNamedBy: UsersNamedBy;
}

function build(
  job: UnsignedJob,
  judged: JudgedPlan,
  { now, noticeUrl, usersNamedBy }: SignerFacts,
): BuiltJob {
  if (!judged.ok) return judged;
  const { plan, jobOf } = judged;
  const parts = jobOf({ id: job.machineId, timeZone: job.timeZone }, job.notBefore.getTime());
  const refusal = refusalOf(job, plan, parts, now);
  if (refusal !== null || parts === null) return { ok: false, detail: refusal ?? '' };
  const payload = jobPayloadSchema.safeParse({
    v: 1,
    jobId: job.id,
    attempt: job.attempt,
    machineId: job.machineId,
    enrolmentId: job.enrolmentId,
    rolloutId: job.rolloutId,
    sequence: job.sequence,
    planHash: job.planHash.toString('hex'),
    issuedAt: now.getTime(),
    ...parts,
    // Nobody is told anything, so nobody is told where to read it.
    noticeUrl: parts.notice.policy.kind === 'none' ? undefined : (noticeUrl ?? undefined),
    usersNamedBy: usersNamedBy === 'account' ? undefined : usersNamedBy,
  });
  return payload.success
    ? { ok: true, payload: payload.data }
    : { ok: false, detail: 'The job is not of a shape that may be signed. Start the change again.' };
}

/** Builds jobs claimed together: the plan of a rollout is read and hashed once for all of its jobs. */
export function jobBuilder(facts: SignerFacts): (job: UnsignedJob) => BuiltJob {
  const judged = new Map<string, JudgedPlan>();
  return (job) => {
    const known = judged.get(job.rolloutId) ?? judgePlan(job);
    judged.set(job.rolloutId, known);
    return build(job, known, facts);
  };
}

/**
 * What the signer signs: a known shape, of a plan whose hash is the approved one, for a machine as it is enrolled now,
 * that belongs to the plan and whose turn it is. Pure, so that every refusal can be tested. `issuedAt` is `now`; the address of
 * the notices' page is the signer's own, so that no plan and nobody who writes to the database leads people elsewhere.
 */
export function buildJob(job: UnsignedJob, facts: SignerFacts): BuiltJob {
  return jobBuilder(facts)(job);
}
