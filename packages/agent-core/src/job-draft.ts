import type { Blocker, Observation, UnmetFact } from '@teredo-fleet/teredo';
import { fitSteps } from './fit-steps';
import { foldRecord } from './fold-record';
import type { JobEffect, JobReport, ReportedState, StepReport, TerminalState } from './job-effects';
import type { JobRecord } from './job-records';
import type { JobState, StepProgress } from './job-state';

/** A state while it is being changed, with the effects that the change wants. */
export interface JobDraft {
  state: JobState;
  effects: JobEffect[];
  nowMs: number;
}

const MAX_DETAIL = 500;

/** Journals a record and takes it into the state. With a broken journal only the latter. */
export function record(draft: JobDraft, entry: JobRecord): JobDraft {
  foldRecord(draft.state, entry);
  if (draft.state.journalBroken === null) draft.effects.push({ kind: 'journal', record: entry });
  return draft;
}

/** Asks for a tick at `atMs`, or at the job's end of life when that comes first and nothing has begun. */
export function waitUntil(draft: JobDraft, atMs: number): JobDraft {
  const { order, begun, phase } = draft.state;
  const mayExpire = begun === null || phase === 'asking';
  draft.effects.push({ kind: 'wait-until', at: mayExpire ? Math.min(atMs, order.notAfter) : atMs });
  return draft;
}

export interface ReportParts {
  detail?: string | null;
  until?: number | null;
  after?: Observation | null;
  before?: Observation | null;
  unmet?: UnmetFact[];
  blockers?: Blocker[];
}

/** Reports the job's state under the next version, unless the newest report says the same already. */
export function report(draft: JobDraft, state: ReportedState, parts: ReportParts): JobDraft {
  const job = draft.state;
  const detail = parts.detail === undefined ? null : parts.detail;
  const made: JobReport = {
    jobId: job.order.jobId,
    attempt: job.order.attempt,
    version: job.lastReport === null ? 1 : job.lastReport.version + 1,
    state: state,
    at: draft.nowMs,
    detail: detail === null ? null : detail.slice(0, MAX_DETAIL),
    until: parts.until === undefined ? null : parts.until,
    steps: stepReports(job.steps),
    before: parts.before === undefined ? job.before : parts.before,
    after: parts.after === undefined ? null : parts.after,
    unmet: parts.unmet === undefined ? [] : parts.unmet,
    blockers: parts.blockers === undefined ? [] : parts.blockers,
  };
  if (job.lastReport !== null && saysTheSame(job.lastReport, made)) return draft;
  record(draft, { kind: 'report', report: made });
  draft.effects.push({ kind: 'report-status', report: made });
  return draft;
}

/** Ends the job: takes a notice off the screens, stops the watch, reports. */
export function end(draft: JobDraft, state: TerminalState, parts: ReportParts): JobDraft {
  const phase = draft.state.phase;
  if (phase === 'notifying') draft.effects.push({ kind: 'withdraw-notice' });
  if (phase === 'verifying' || phase === 'awaiting-contact' || phase === 'checking-revert') {
    draft.effects.push({ kind: 'stop-watching-contact' });
  }
  report(draft, state, parts);
  draft.state.phase = 'ended';
  return draft;
}

function saysTheSame(a: JobReport, b: JobReport): boolean {
  return (
    a.state === b.state &&
    a.detail === b.detail &&
    a.until === b.until &&
    a.steps.length === b.steps.length &&
    (a.before === null) === (b.before === null) &&
    a.after === b.after
  );
}

function stepReports(steps: StepProgress[]): StepReport[] {
  const reports: StepReport[] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const { step, run, skipped } = steps[index] as StepProgress;
    if (run === null) continue;
    reports.push({
      step: step,
      outcome: skipped ? 'skipped' : run.outcome,
      exitCode: run.exitCode,
      output: run.output,
      printed: run.printed,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
    });
  }
  return fitSteps(reports);
}
