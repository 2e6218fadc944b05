import type { Prisma } from '@teredo-fleet/db';
import { type JobState, TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import type { Blocker, Observation, Step, UnmetFact } from '@teredo-fleet/teredo';
import type { KeptStep } from '../agent/report-facts';
import { iso, isoOrNull } from '../core/instants';
import type { JobView, ReceiptView } from '../views';

/** What a job is shown with. */
export const JOB_PARTS = {
  machine: { select: { id: true, hostname: true, simulated: true, status: true, enrolmentId: true } },
  receipts: { orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }] },
  events: { orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.JobInclude;

export type StoredJob = Prisma.JobGetPayload<{ include: typeof JOB_PARTS }>;

function stepView(result: KeptStep): JobView['steps'][number] {
  const { outcome, exitCode, output } = result;
  return {
    step: result.step as unknown as Step,
    outcome,
    exitCode,
    output,
    startedAt: iso(new Date(result.startedAt)),
    finishedAt: iso(new Date(result.finishedAt)),
  };
}

function receiptView(receipt: StoredJob['receipts'][number]): ReceiptView {
  const { session, userName, channel, language, textSha256, answer, deferrals } = receipt;
  return {
    session,
    user: userName,
    channel,
    language,
    textSha256,
    queuedAt: iso(receipt.queuedAt),
    onAgentAt: iso(receipt.onAgentAt),
    displayedAt: isoOrNull(receipt.displayedAt),
    answeredAt: isoOrNull(receipt.answeredAt),
    answer,
    deferredUntil: isoOrNull(receipt.deferredUntil),
    deferrals,
    overriddenBy: receipt.overriddenBy,
  };
}

/** A job as screens and reports show it. `why`: why it can't be undone, or null. */
export function jobView(job: StoredJob, why: string | null): JobView {
  const { id, hostname, simulated } = job.machine;
  return {
    id: job.id,
    rolloutId: job.rolloutId,
    scopeId: job.scopeId,
    machine: { id, hostname, simulated },
    attempt: job.attempt,
    state: job.state as JobState,
    terminal: TERMINAL_JOB_STATES.includes(job.state as JobState),
    detail: job.detail,
    until: isoOrNull(job.until),
    work: job.work as unknown as JobView['work'],
    steps: (job.steps as unknown as KeptStep[]).map(stepView),
    unmet: job.unmet as unknown as UnmetFact[],
    blockers: job.blockers as unknown as Blocker[],
    before: job.before as unknown as Observation | null,
    after: job.after as unknown as Observation | null,
    createdAt: iso(job.createdAt),
    signedAt: isoOrNull(job.signedAt),
    offeredAt: isoOrNull(job.offeredAt),
    goGrantedAt: isoOrNull(job.goGrantedAt),
    startedAt: isoOrNull(job.startedAt),
    finishedAt: isoOrNull(job.finishedAt),
    receipts: job.receipts.map(receiptView),
    events: job.events.map(({ at, state, detail, source, accepted }) => ({
      at: iso(at),
      state,
      detail,
      source: source as 'agent' | 'server',
      accepted,
    })),
    undo: { possible: why === null, why },
  };
}
