import type { Observation, UnmetFact } from '@teredo-fleet/teredo';
import { end, type JobDraft, record, report } from './job-draft';
import type { JobEvent, StepRun } from './job-events';
import type { StepProgress, Verdict } from './job-state';
import { enterRevert } from './revert-phase';
import { STEP_WORDS } from './step-words';
import { textsOf, unmetWork, withoutEvidence } from './work-rules';

/** The steps are over: read back, and watch whether the machine can still be reached. */
export function enterVerify(draft: JobDraft): JobDraft {
  draft.state.phase = 'verifying';
  draft.state.verify = { made: 0, after: null, nextAt: null };
  report(draft, 'verifying', {});
  draft.effects.push({ kind: 'watch-contact', witnesses: draft.state.order.witnesses });
  draft.effects.push({ kind: 'observe', purpose: 'verify' });
  return draft;
}

/** Success at once, failure only after the last read-back. */
export function onReadBack(draft: JobDraft, observation: Observation): JobDraft {
  const unmet = unmetWork(draft.state, observation);
  draft.state.verify.made += 1;
  draft.state.verify.after = withoutEvidence(observation);
  if (unmet.length === 0) return giveVerdict(draft, { state: successOf(draft), detail: null, unmet: [] });
  if (!isLastReadBack(draft)) return waitForReadBack(draft);
  return giveVerdict(draft, failureOf(draft, unmet));
}

export function onReadBackFailed(draft: JobDraft, text: string): JobDraft {
  const verify = draft.state.verify;
  verify.made += 1;
  if (!isLastReadBack(draft)) return waitForReadBack(draft);
  if (verify.after !== null)
    return giveVerdict(draft, failureOf(draft, unmetWork(draft.state, verify.after)));
  const detail = `The change was made as far as the steps say, but could not be read back: ${text}`;
  return giveVerdict(draft, { state: 'timed-out', detail: detail, unmet: [] });
}

function successOf(draft: JobDraft): 'verified' | 'rolled-back' {
  return draft.state.order.work.kind === 'restore' ? 'rolled-back' : 'verified';
}

/** After a failed or unclear step one read-back is enough. */
function isLastReadBack(draft: JobDraft): boolean {
  return draft.state.verify.made >= draft.state.order.verify.attempts || brokenStep(draft) !== null;
}

function failureOf(draft: JobDraft, unmet: UnmetFact[]): Verdict {
  const broken = brokenStep(draft);
  if (broken === null) return { state: 'verify-failed', detail: textsOf(unmet), unmet: unmet };
  const { output } = broken.run as StepRun;
  return {
    state: 'failed',
    detail: `${STEP_WORDS[broken.step.kind]} did not succeed. ${output}`,
    unmet: unmet,
  };
}

/** All steps have ended when it is asked for. */
function brokenStep(draft: JobDraft): StepProgress | null {
  const steps = draft.state.steps;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as StepProgress;
    if ((step.run as StepRun).outcome === 'failed' || step.skipped) return step;
  }
  return null;
}

function waitForReadBack(draft: JobDraft): JobDraft {
  const at = draft.nowMs + draft.state.order.verify.intervalSeconds * 1000;
  draft.state.verify.nextAt = at;
  draft.effects.push({ kind: 'wait-until', at: at });
  return draft;
}

export function onVerifyTick(draft: JobDraft): JobDraft {
  const { nextAt } = draft.state.verify;
  if (nextAt === null) return draft;
  if (draft.nowMs < nextAt) {
    draft.effects.push({ kind: 'wait-until', at: nextAt });
    return draft;
  }
  draft.state.verify.nextAt = null;
  draft.effects.push({ kind: 'observe', purpose: 'verify' });
  return draft;
}

/** A verdict counts once the machine was in contact after the change, with its newest sign of life good. */
function giveVerdict(draft: JobDraft, verdict: Verdict): JobDraft {
  draft.state.verdict = verdict;
  if (draft.state.contact.seen && draft.state.contact.silentMs === 0) return endWithVerdict(draft, verdict);
  draft.state.phase = 'awaiting-contact';
  return draft;
}

function endWithVerdict(draft: JobDraft, verdict: Verdict): JobDraft {
  const after = draft.state.verify.after;
  return end(draft, verdict.state, { detail: verdict.detail, after: after, unmet: verdict.unmet });
}

/** Server or any witness will do; only the loss of all of them for the whole window, awake, puts the change back. */
export function onContact(draft: JobDraft, event: Extract<JobEvent, { kind: 'contact' }>): JobDraft {
  const { contact, order, verdict } = draft.state;
  if (event.server || event.witness) {
    if (contact.journalledMs > 0) record(draft, { kind: 'silence', silentMs: 0 });
    contact.silentMs = 0;
    contact.seen = true;
    if (verdict !== null) endWithVerdict(draft, verdict);
    return draft;
  }
  const silentMs = contact.silentMs + Math.max(0, event.awakeMs);
  const windowMs = order.contactWindowSeconds * 1000;
  if (silentMs >= windowMs || silentMs - contact.journalledMs >= windowMs / 8) {
    record(draft, { kind: 'silence', silentMs: silentMs });
  }
  contact.silentMs = silentMs;
  if (silentMs >= windowMs) enterRevert(draft);
  return draft;
}
