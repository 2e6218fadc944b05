import { continueSteps, enterResolving, hasBegunStep, skipRest } from './change-phase';
import { enterCheck } from './check-phase';
import { foldRecord } from './fold-record';
import { initialState } from './initial-state';
import type { JobDraft } from './job-draft';
import { end } from './job-draft';
import type { JobReceipt } from './job-effects';
import type { JobRecord } from './job-records';
import type { Advance, JobState, StepProgress } from './job-state';
import { enterNotice } from './notice-phase';
import { enterRevert, enterRevertCheck } from './revert-phase';
import { enterAsking, NOT_IN_TIME } from './start-phase';

/**
 * Takes a job up again from its journal records after a restart of agent or machine. What was told already is told
 * again under its old version (harmless twice), a step that was begun without an end is settled by looking, and what
 * had not begun needs a fresh go. Throws when the records don't begin with `accepted`.
 */
export function resumeJob(records: JobRecord[], nowMs: number): Advance {
  const draft: JobDraft = { state: foldAll(records), effects: [], nowMs: nowMs };
  repeatReports(draft);
  if (draft.state.phase !== 'ended') takeUp(draft);
  return { state: draft.state, effects: draft.effects };
}

function foldAll(records: JobRecord[]): JobState {
  const first = records[0];
  if (first === undefined || first.kind !== 'accepted') {
    throw new Error("The journal's records of a job don't begin with its acceptance.");
  }
  const state = initialState(first.order, first.earlier, first.at);
  for (let index = 1; index < records.length; index += 1) foldRecord(state, records[index] as JobRecord);
  return state;
}

function repeatReports(draft: JobDraft): JobDraft {
  const { lastReport, notice } = draft.state;
  for (let index = 0; index < notice.receipts.length; index += 1) {
    const receipt = notice.receipts[index] as JobReceipt;
    draft.effects.push({ kind: 'send-receipt', receipt: receipt });
  }
  if (lastReport !== null) draft.effects.push({ kind: 'report-status', report: lastReport });
  return draft;
}

function takeUp(draft: JobDraft): JobDraft {
  const { begun, notice, revert } = draft.state;
  if (revert.begins > 0) return revert.run === null ? enterRevert(draft) : enterRevertCheck(draft);
  if (hasBegunStep(draft.state)) return takeUpChange(draft);
  if (begun !== null) return takeUpGrant(draft, begun.askId);
  if (notice.satisfied || notice.pause !== null) return enterNotice(draft);
  return enterCheck(draft);
}

/** The go was used and nothing was begun: the same ask may get the same go again while it is fresh. */
function takeUpGrant(draft: JobDraft, askId: string): JobDraft {
  draft.state.ask = { askId: askId, askedAt: null };
  draft.state.steps = [];
  if (draft.nowMs >= draft.state.order.notAfter) end(draft, 'expired', { detail: NOT_IN_TIME });
  else enterAsking(draft, null);
  return draft;
}

function takeUpChange(draft: JobDraft): JobDraft {
  const steps = draft.state.steps;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as StepProgress;
    if (step.run === null) return step.begins > 0 ? enterResolving(draft) : continueSteps(draft);
    if (step.run.outcome === 'failed' || step.skipped) return skipRest(draft, 'An earlier step failed.');
  }
  continueSteps(draft);
  return draft;
}
