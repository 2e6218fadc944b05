import { isFinal } from './job-groups';

/** What the rule needs of a job. */
export interface RolloutJob {
  state: string;
  /** Its machine is out of contact and is not waited for any more. */
  lostForGood: boolean;
}

const isSettled = ({ state, lostForGood }: RolloutJob): boolean =>
  isFinal(state) || (state === 'lost-contact' && lostForGood);

/** State of a rollout of one machine (SPEC R8 to R10). Throws UnknownJobStateError. */
export function singleRolloutState(jobs: readonly RolloutJob[]): 'running' | 'done' {
  return jobs.length > 0 && jobs.every(isSettled) ? 'done' : 'running';
}
