/**
 * The report of one rollout: who, what, before, after, steps, receipts. Values over values; times are ISO 8601 UTC.
 * This package imports nothing, so the input is described here and the caller's view satisfies it.
 */
export interface ReportedRollout {
  id: string;
  name: string;
  kind: string;
  state: string;
  author: { id: string; name: string };
  reason: string | null;
  planHash: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  approvals: readonly { approver: string; kind: string; at: string; reason: string | null }[];
  noticePolicy: unknown;
  noticeTexts: readonly unknown[];
  jobs: readonly ReportedJob[];
}

export interface ReportedJob {
  id: string;
  machine: { id: string; hostname: string; simulated: boolean };
  attempt: number;
  state: string;
  terminal: boolean;
  detail: string | null;
  work: unknown;
  steps: readonly ReportedStep[];
  unmet: readonly { fact: string; wanted: string; found: string }[];
  blockers: readonly { code: string; text: string }[];
  before: ReportedObservation | null;
  after: ReportedObservation | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  receipts: readonly ReportedReceipt[];
}

export interface ReportedStep {
  step: { kind: string };
  outcome: string;
  exitCode: number | null;
  output: string;
  startedAt: string;
  finishedAt: string;
}

export interface ReportedReceipt {
  session: string;
  user: string | null;
  channel: string;
  language: string;
  textSha256: string;
  displayedAt: string | null;
  answeredAt: string | null;
  answer: string;
  deferredUntil: string | null;
  /** Rounds that were put off before the one of this receipt. */
  deferrals: number;
  /** Names of the two people who decided that no answer is waited for; empty: it was. */
  overriddenBy: readonly string[];
}

/** What is told of a machine before and after; the whole observation stays in the JSON. */
export interface ReportedObservation {
  configured: { type: string; typeSetBy: string; serverName: string | null };
  effective: { type: string; state: string; role: string | null; address: string | null };
  reachable: { verdict: string };
}

export interface ReportMeta {
  generatedAt: string;
  /** The instant that all of it is of: when it was generated, or one before. */
  asOf: string;
  /** From when on receipts of changes that have ended are all there; null: none were ever removed. */
  toldKeptSince: string | null;
  generatedBy: string;
  /** Name of the scope that the rollout is in. */
  scope: string;
}

export interface JobReport {
  report: 'teredo-fleet/job-report/v1';
  generatedAt: string;
  asOf: string;
  toldKeptSince: string | null;
  generatedBy: string;
  timeZone: 'UTC';
  scope: string;
  counts: {
    jobs: number;
    finished: number;
    byState: Record<string, number>;
    receipts: number;
    steps: number;
  };
  rollout: ReportedRollout;
}

function countStates(jobs: readonly ReportedJob[]): Record<string, number> {
  const sorted = jobs.map((job) => job.state).sort();
  const counts = new Map<string, number>();
  for (const state of sorted) counts.set(state, (counts.get(state) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function total(jobs: readonly ReportedJob[], of: (job: ReportedJob) => number): number {
  return jobs.reduce((sum, job) => sum + of(job), 0);
}

/** Builds the report; the same rollout and meta give the same report. Nothing of the rollout is left out. */
export function buildJobReport(rollout: ReportedRollout, meta: ReportMeta): JobReport {
  const { jobs } = rollout;
  return {
    report: 'teredo-fleet/job-report/v1',
    generatedAt: meta.generatedAt,
    asOf: meta.asOf,
    toldKeptSince: meta.toldKeptSince,
    generatedBy: meta.generatedBy,
    timeZone: 'UTC',
    scope: meta.scope,
    counts: {
      jobs: jobs.length,
      finished: jobs.filter((job) => job.terminal).length,
      byState: countStates(jobs),
      receipts: total(jobs, (job) => job.receipts.length),
      steps: total(jobs, (job) => job.steps.length),
    },
    rollout,
  };
}
