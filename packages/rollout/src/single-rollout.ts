import { isFinal } from './job-groups';

/** State of a rollout of one machine (SPEC R8, R9). Throws UnknownJobStateError. */
export function singleRolloutState(jobStates: readonly string[]): 'running' | 'done' {
  return jobStates.length > 0 && jobStates.every(isFinal) ? 'done' : 'running';
}
