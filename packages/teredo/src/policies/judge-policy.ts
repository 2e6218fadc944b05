import type { DesiredState } from '../desired-state';
import type { Observation } from '../observation';
import { plan } from '../plan';
import type { Blocker, Step, UnmetFact } from '../plan-types';
import { contradictedFacts } from '../unmet-facts';

/**
 * What a policy finds on one machine. `compliant`: as wanted. `drifted`: otherwise, and the plan knows how to mend it.
 * `blocked`: otherwise, and something is in the way. `ineffective`: set as wanted, and it does not do what it is set for: no step
 * would help. `unknown`: never seen, or not to be read; never taken for compliant.
 */
export type PolicyVerdict = 'compliant' | 'drifted' | 'blocked' | 'ineffective' | 'unknown';

export interface PolicyJudgement {
  verdict: PolicyVerdict;
  /** What a repair would do; of `drifted` alone. */
  steps: Step[];
  /** Of `blocked` and `unknown`. */
  blockers: Blocker[];
  /** Of `ineffective`: what is otherwise. */
  unmet: UnmetFact[];
}

function isUnreadable(blockers: readonly Blocker[]): boolean {
  for (const blocker of blockers) if (blocker.code === 'unreadable') return true;
  return false;
}

/** Holds a machine as it was last seen against a desired state, by the very plan that a change would follow. */
export function judgePolicy(observation: Observation | null, desired: DesiredState): PolicyJudgement {
  const judgement: PolicyJudgement = { verdict: 'unknown', steps: [], blockers: [], unmet: [] };
  if (observation === null) return judgement;
  const planned = plan(observation, desired);
  if (planned.blockers.length > 0) {
    judgement.blockers = planned.blockers;
    judgement.verdict = isUnreadable(planned.blockers) ? 'unknown' : 'blocked';
    return judgement;
  }
  judgement.steps = planned.steps;
  if (judgement.steps.length > 0) {
    judgement.verdict = 'drifted';
    return judgement;
  }
  judgement.unmet = contradictedFacts(observation, desired);
  judgement.verdict = judgement.unmet.length === 0 ? 'compliant' : 'ineffective';
  return judgement;
}
