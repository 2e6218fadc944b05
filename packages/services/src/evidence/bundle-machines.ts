import {
  type BundledJob,
  type BundledJobEvent,
  type BundledMachine,
  bundledEvents,
  bundledJobs,
  bundledMachines,
  bundledReceipts,
  type Queryable,
  type StoredReceipt,
} from '@teredo-fleet/db';
import type { BundledReceipt, ReportedAttempt, ReportedMachine } from '@teredo-fleet/evidence';
import type { KeptStep } from '../agent/report-facts';
import { iso, isoOrNull } from '../core/instants';
import { excludedText, reasonText } from '../rollout/member-texts';

/** Machines read at a time: with all that was said of them, a few megabytes. */
const MACHINES_A_READ = 250;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** What belongs to each job. */
interface Said {
  events: Map<string, BundledJobEvent[]>;
  receipts: Map<string, StoredReceipt[]>;
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

function receiptOf(stored: StoredReceipt): BundledReceipt {
  const { jobId: _job, queuedAt, onAgentAt, displayedAt, answeredAt, deferredUntil, ...rest } = stored;
  return {
    ...rest,
    queuedAt: iso(queuedAt),
    onAgentAt: iso(onAgentAt),
    displayedAt: isoOrNull(displayedAt),
    answeredAt: isoOrNull(answeredAt),
    deferredUntil: isoOrNull(deferredUntil),
  };
}

const stepOf = (step: KeptStep) => ({
  ...step,
  startedAt: iso(new Date(step.startedAt)),
  finishedAt: iso(new Date(step.finishedAt)),
});

const eventOf = ({ at, state, detail, source, accepted }: BundledJobEvent) => ({
  at: iso(at),
  state,
  detail,
  source,
  accepted,
});

function attemptOf(job: BundledJob, counting: number, { events, receipts }: Said): ReportedAttempt {
  const { id: jobId, attempt, state, detail, work, wantedBefore, payloadSha256, keyId, before, after } = job;
  return {
    jobId,
    attempt,
    counts: attempt === counting,
    state,
    detail,
    work,
    wantedBefore,
    requestedAt: iso(job.createdAt),
    signedAt: isoOrNull(job.signedAt),
    payloadSha256,
    keyId,
    offeredAt: isoOrNull(job.offeredAt),
    goGrantedAt: isoOrNull(job.goGrantedAt),
    startedAt: isoOrNull(job.startedAt),
    finishedAt: isoOrNull(job.finishedAt),
    before,
    after,
    steps: (job.steps as KeptStep[]).map(stepOf),
    unmet: job.unmet,
    blockers: job.blockers,
    events: (events.get(jobId) ?? []).map(eventOf),
    receipts: (receipts.get(jobId) ?? []).map(receiptOf),
  };
}

function machineOf(machine: BundledMachine, jobs: readonly BundledJob[], said: Said): ReportedMachine {
  const { id, hostname, simulated, platform, status, agentVersion, agentKeyId, timeZone, acknowledged } =
    machine;
  const { member, wave, lateAt, reason, excluded, state, attempt } = machine;
  return {
    id,
    hostname,
    simulated,
    platform,
    status,
    agentVersion,
    agentKeyId,
    timeZone,
    wave: wave === null ? null : wave + 1,
    lateAt: isoOrNull(lateAt),
    reason: member ? reasonText(reason) : null,
    excluded: excluded === null ? null : excludedText(excluded),
    state: excluded === null ? (state ?? 'waiting-wave') : 'excluded',
    acknowledged,
    attempts: jobs.map((job) => attemptOf(job, attempt, said)),
  };
}

async function readPage(db: Queryable, rolloutId: string, after: string): Promise<ReportedMachine[]> {
  const machines = await bundledMachines(db, rolloutId, { after, limit: MACHINES_A_READ });
  const jobs = await bundledJobs(
    db,
    rolloutId,
    machines.map(({ id }) => id),
  );
  const jobIds = jobs.map(({ id }) => id);
  const said: Said = {
    events: grouped(await bundledEvents(db, jobIds), ({ jobId }) => jobId),
    receipts: grouped(await bundledReceipts(db, jobIds), ({ jobId }) => jobId),
  };
  const jobsOf = grouped(jobs, ({ machineId }) => machineId);
  return machines.map((machine) => machineOf(machine, jobsOf.get(machine.id) ?? [], said));
}

/** The machines of a rollout with all that is known of their part in it, by their ids; a few at a time are held. */
export async function* readMachines(db: Queryable, rolloutId: string): AsyncGenerator<ReportedMachine> {
  let after = FIRST;
  for (let page = await readPage(db, rolloutId, after); page.length > 0; ) {
    yield* page;
    after = page.at(-1)!.id;
    page = await readPage(db, rolloutId, after);
  }
}
