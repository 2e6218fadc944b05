import {
  contradictedFacts,
  type DesiredState,
  describeDiff,
  type Observation,
  plan,
} from '@teredo-fleet/teredo';
import { canonicalText, sha256 } from '../core/sha256';
import type { ChangePreview } from '../views';

export type PlannedChange = Pick<
  ChangePreview,
  'steps' | 'blockers' | 'diff' | 'alreadyCompliant' | 'unmet' | 'basis'
>;

/** What a change would do to a machine as it was last seen. A machine never seen has nothing to compare with. */
export function plannedChange(observation: Observation | null, desired: DesiredState): PlannedChange {
  const planned = observation === null ? { steps: [], blockers: [] } : plan(observation, desired);
  const diff = observation === null ? [] : describeDiff(observation, desired);
  const { steps, blockers } = planned;
  const seen = observation !== null;
  const nothingToDo = seen && steps.length === 0 && blockers.length === 0;
  const unmet = nothingToDo ? contradictedFacts(observation, desired) : [];
  return {
    steps,
    blockers,
    diff,
    alreadyCompliant: nothingToDo && unmet.length === 0,
    unmet,
    basis: sha256(canonicalText({ seen, desired, steps, blockers, diff })).toString('hex'),
  };
}
