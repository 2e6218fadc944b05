import type { Observation, Plan } from '@teredo-fleet/teredo';
import { end, type JobDraft } from './job-draft';
import { enterNotice } from './notice-phase';
import { planWork, withoutEvidence } from './work-rules';

/** First look at the machine: nobody is told of a change that isn't needed or can't be made. */
export function enterCheck(draft: JobDraft): JobDraft {
  draft.state.phase = 'checking';
  draft.effects.push({ kind: 'observe', purpose: 'check' });
  return draft;
}

export function onChecked(draft: JobDraft, observation: Observation): JobDraft {
  if (!endWithoutSteps(draft, planWork(draft.state, observation), observation)) enterNotice(draft);
  return draft;
}

export function onCheckFailed(draft: JobDraft, text: string): JobDraft {
  return end(draft, 'blocked', {
    detail: `The machine could not be looked at: ${text} Nothing was changed.`,
  });
}

/** Ends the job when there is nothing to do or something stands in the way. True when it did. */
export function endWithoutSteps(draft: JobDraft, plan: Plan, observation: Observation): boolean {
  const before = withoutEvidence(observation);
  if (plan.blockers.length > 0) {
    let state: 'blocked' | 'not-applicable' = 'blocked';
    const texts: string[] = [];
    for (let index = 0; index < plan.blockers.length; index += 1) {
      const blocker = plan.blockers[index] as Plan['blockers'][number];
      if (blocker.code === 'unsupported-os') state = 'not-applicable';
      texts.push(blocker.text);
    }
    end(draft, state, { detail: texts.join(' '), before: before, blockers: plan.blockers });
    return true;
  }
  if (plan.steps.length > 0) return false;
  end(draft, 'already-compliant', { before: before });
  return true;
}
