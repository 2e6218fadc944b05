import type { Observation, Plan } from '@teredo-fleet/teredo';
import { end, type JobDraft, waitUntil } from './job-draft';
import { enterNotice } from './notice-phase';
import { contradictedWork, planWork, textsOf, withoutEvidence } from './work-rules';

const NOTHING_TO_SET = 'All of its settings were as wanted already and nothing was changed, yet:';

/** First look at the machine: nobody is told of a change that isn't needed or can't be made. */
export function enterCheck(draft: JobDraft): JobDraft {
  draft.state.phase = 'checking';
  draft.effects.push({ kind: 'observe', purpose: 'check' });
  return draft;
}

export function onChecked(draft: JobDraft, observation: Observation): JobDraft {
  if (!settleWithoutSteps(draft, planWork(draft.state, observation), observation)) enterNotice(draft);
  return draft;
}

export function onCheckFailed(draft: JobDraft, text: string): JobDraft {
  return end(draft, 'blocked', {
    detail: `The machine could not be looked at: ${text} Nothing was changed.`,
  });
}

/** Deals with a job for which there is nothing to set, or something in the way. True when it did. */
export function settleWithoutSteps(draft: JobDraft, plan: Plan, observation: Observation): boolean {
  if (plan.blockers.length > 0) endBlocked(draft, plan, observation);
  else if (plan.steps.length > 0) return false;
  else judgeUnchanged(draft, observation);
  return true;
}

function endBlocked(draft: JobDraft, plan: Plan, observation: Observation): JobDraft {
  let state: 'blocked' | 'not-applicable' = 'blocked';
  const texts: string[] = [];
  for (let index = 0; index < plan.blockers.length; index += 1) {
    const blocker = plan.blockers[index] as Plan['blockers'][number];
    if (blocker.code === 'unsupported-os') state = 'not-applicable';
    texts.push(blocker.text);
  }
  const before = withoutEvidence(observation);
  return end(draft, state, { detail: texts.join(' '), before: before, blockers: plan.blockers });
}

/** Settings alone prove nothing: no wanted fact may be read to be otherwise, by as many looks as a change is read back. */
function judgeUnchanged(draft: JobDraft, observation: Observation): JobDraft {
  const { order, verify } = draft.state;
  const before = withoutEvidence(observation);
  const unmet = contradictedWork(draft.state, observation);
  if (unmet.length === 0) return end(draft, 'already-compliant', { before: before });
  verify.made += 1;
  if (verify.made < order.verify.attempts) {
    const at = draft.nowMs + order.verify.intervalSeconds * 1000;
    verify.nextAt = at;
    return waitUntil(draft, at);
  }
  const detail = `${NOTHING_TO_SET} ${textsOf(unmet)}`;
  return end(draft, 'verify-failed', { detail: detail, before: before, after: before, unmet: unmet });
}

/** Time for the next look, where facts were missing in the one before. */
export function onLookTick(draft: JobDraft, purpose: 'check' | 'before'): JobDraft {
  const { verify } = draft.state;
  if (verify.nextAt === null) return draft;
  if (draft.nowMs < verify.nextAt) return waitUntil(draft, verify.nextAt);
  verify.nextAt = null;
  draft.effects.push({ kind: 'observe', purpose: purpose });
  return draft;
}
