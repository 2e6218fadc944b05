/** Where a job counts: still under way, changed as wished, went wrong, or on neither side (SPEC R1 to R5). */
export type JobGroup = 'open' | 'good' | 'bad' | 'skipped';

const GROUP_OF = {
  requested: 'open',
  queued: 'open',
  offered: 'open',
  notifying: 'open',
  deferred: 'open',
  'waiting-window': 'open',
  running: 'open',
  verifying: 'open',
  verified: 'good',
  'rolled-back': 'good',
  failed: 'bad',
  'verify-failed': 'bad',
  'timed-out': 'bad',
  'lost-contact': 'bad',
  reverted: 'bad',
  'already-compliant': 'skipped',
  'not-applicable': 'skipped',
  blocked: 'skipped',
  refused: 'skipped',
  expired: 'skipped',
  cancelled: 'skipped',
  quarantined: 'skipped',
} as const satisfies Record<string, JobGroup>;

/** Every job state that these rules know; the protocol's list and this one are compared by a test. */
export type CountedJobState = keyof typeof GROUP_OF;

export const COUNTED_JOB_STATES = Object.keys(GROUP_OF) as CountedJobState[];

/** A state that no rule speaks of: never counted as anything (SPEC R1). */
export class UnknownJobStateError extends Error {
  readonly code = 'unknown-job-state';
  override readonly name = 'UnknownJobStateError';

  constructor(readonly state: string) {
    super(
      `No rule says how the job state "${state}" counts. The database is newer than this server; update the server.`,
    );
  }
}

function isCounted(state: string): state is CountedJobState {
  return Object.hasOwn(GROUP_OF, state);
}

/** Throws UnknownJobStateError. */
export function groupOf(state: string): JobGroup {
  if (!isCounted(state)) throw new UnknownJobStateError(state);
  return GROUP_OF[state];
}

/** Whether the state is a job's end; `lost-contact` counts as bad and is none (SPEC R6). */
export function isFinal(state: string): boolean {
  return groupOf(state) !== 'open' && state !== 'lost-contact';
}

export type JobCounts = Record<JobGroup, number>;

/** Exact counts of a list of job states (SPEC R7). Throws UnknownJobStateError. */
export function countJobs(states: readonly string[]): JobCounts {
  const counts: JobCounts = { open: 0, good: 0, bad: 0, skipped: 0 };
  for (const state of states) counts[groupOf(state)] += 1;
  return counts;
}
