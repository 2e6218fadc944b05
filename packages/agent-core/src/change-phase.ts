import { type Observation, PRINTED_CAP } from '@teredo-fleet/teredo';
import { settleWithoutSteps } from './check-phase';
import { end, type JobDraft, record, report } from './job-draft';
import type { StepRun } from './job-events';
import type { JobState, StepProgress } from './job-state';
import { enterVerify } from './verify-phase';
import { planWork, withoutEvidence } from './work-rules';

const MAX_OUTPUT = 4000;
/** A step that was cut off is begun once more at the most. */
const MAX_BEGINS = 2;

/** The go is used: look again, for the machine may have changed since the check. */
export function enterPlanning(draft: JobDraft): JobDraft {
  draft.state.phase = 'planning';
  draft.state.verify = { made: 0, after: null, nextAt: null };
  report(draft, 'running', {});
  draft.effects.push({ kind: 'observe', purpose: 'before' });
  return draft;
}

export function onBefore(draft: JobDraft, observation: Observation): JobDraft {
  const plan = planWork(draft.state, observation);
  if (settleWithoutSteps(draft, plan, observation)) return draft;
  const before = withoutEvidence(observation);
  record(draft, { kind: 'planned', at: draft.nowMs, before: before, steps: plan.steps });
  draft.state.phase = 'saving';
  const slot = draft.state.order.jobId;
  draft.effects.push({ kind: 'save-earlier-values', slot: slot, before: observation });
  return draft;
}

export function onSaved(draft: JobDraft): JobDraft {
  record(draft, { kind: 'saved', at: draft.nowMs });
  return beginNextStep(draft);
}

export function onSaveFailed(draft: JobDraft, text: string): JobDraft {
  const detail = `The machine's own values could not be kept, so nothing was changed: ${text}`;
  return end(draft, 'blocked', { detail: detail });
}

/** Begins the first step that has neither run nor been skipped; after the last, reads back. */
export function beginNextStep(draft: JobDraft): JobDraft {
  const index = nextStep(draft);
  if (index === -1) return enterVerify(draft);
  if (draft.state.journalBroken !== null) {
    return skipRest(draft, `The journal can't be written: ${draft.state.journalBroken}`);
  }
  const step = (draft.state.steps[index] as StepProgress).step;
  draft.state.phase = 'applying';
  report(draft, 'running', {});
  record(draft, { kind: 'step-begun', at: draft.nowMs, index: index, role: 'change', step: step });
  const slot = draft.state.order.jobId;
  draft.effects.push({ kind: 'apply-step', index: index, role: 'change', step: step, savedSlot: slot });
  return draft;
}

function nextStep(draft: JobDraft): number {
  const steps = draft.state.steps;
  for (let index = 0; index < steps.length; index += 1) {
    if ((steps[index] as StepProgress).run === null) return index;
  }
  return -1;
}

/** `unknown` is settled by looking, not by believing; a failure ends the steps, and the read-back judges. */
export function onStepEnded(draft: JobDraft, index: number, run: StepRun): JobDraft {
  const step = draft.state.steps[index];
  if (step === undefined || index !== nextStep(draft) || step.begins === 0) return draft;
  if (run.outcome === 'unknown') {
    step.unclear = run;
    return enterResolving(draft);
  }
  endStep(draft, index, run);
  if (run.outcome === 'failed') skipRest(draft, 'An earlier step failed.');
  else beginNextStep(draft);
  return draft;
}

function endStep(draft: JobDraft, index: number, run: StepRun): JobDraft {
  const { output, printed } = run;
  const capped: StepRun = {
    ...run,
    output: output.slice(0, MAX_OUTPUT),
    printed: printed && { ...printed, bytes: printed.bytes.slice(0, PRINTED_CAP) },
  };
  record(draft, { kind: 'step-ended', index: index, role: 'change', run: capped, skipped: false });
  return draft;
}

/** No further step is begun; what was reached is read back. */
export function skipRest(draft: JobDraft, why: string): JobDraft {
  for (let index = nextStep(draft); index !== -1; index = nextStep(draft)) {
    const cutOff = (draft.state.steps[index] as StepProgress).begins > 0;
    const run: StepRun = {
      outcome: 'unknown',
      exitCode: null,
      output: cutOff ? `Cut off half-way. ${why}` : `Not begun. ${why}`,
      startedAt: draft.nowMs,
      finishedAt: draft.nowMs,
    };
    record(draft, { kind: 'step-ended', index: index, role: 'change', run: run, skipped: !cutOff });
  }
  return enterVerify(draft);
}

/** A step was begun and its end is not known: look whether what it sets is so. */
export function enterResolving(draft: JobDraft): JobDraft {
  draft.state.phase = 'resolving';
  draft.effects.push({ kind: 'observe', purpose: 'resume' });
  return draft;
}

export function onResolved(draft: JobDraft, observation: Observation): JobDraft {
  const index = nextStep(draft);
  if (index === -1) return enterVerify(draft);
  const progress = draft.state.steps[index] as StepProgress;
  const plan = planWork(draft.state, observation);
  if (plan.blockers.length > 0) return skipRest(draft, 'What it did cannot be told by looking.');
  if (!isPlanned(plan.steps, progress.step.kind)) {
    endStep(draft, index, cutOffRun(draft, progress, 'Cut off half-way; what it sets was found in place.'));
    return continueSteps(draft);
  }
  if (progress.begins >= MAX_BEGINS) return skipRest(draft, 'It was cut off twice and is not tried again.');
  continueSteps(draft);
  return draft;
}

export function onResolveFailed(draft: JobDraft, text: string): JobDraft {
  return skipRest(draft, `The machine could not be looked at: ${text}`);
}

/** Goes on with a change that had begun, but begins no step once the job's time is over. */
export function continueSteps(draft: JobDraft): JobDraft {
  if (draft.nowMs >= draft.state.order.notAfter)
    return skipRest(draft, 'The time in which it might start is over.');
  return beginNextStep(draft);
}

function cutOffRun(draft: JobDraft, progress: StepProgress, text: string): StepRun {
  const unclear = progress.unclear;
  return {
    outcome: 'unknown',
    exitCode: unclear === null ? null : unclear.exitCode,
    output: unclear === null ? text : `${text} ${unclear.output}`,
    startedAt: unclear === null ? draft.nowMs : unclear.startedAt,
    finishedAt: unclear === null ? draft.nowMs : unclear.finishedAt,
  };
}

function isPlanned(steps: StepProgress['step'][], kind: string): boolean {
  for (let index = 0; index < steps.length; index += 1) {
    if ((steps[index] as StepProgress['step']).kind === kind) return true;
  }
  return false;
}

/** Whether a step of the change was journalled as begun: from there on the job can't be cancelled. */
export function hasBegunStep(state: JobState): boolean {
  for (let index = 0; index < state.steps.length; index += 1) {
    if ((state.steps[index] as StepProgress).begins > 0) return true;
  }
  return false;
}
