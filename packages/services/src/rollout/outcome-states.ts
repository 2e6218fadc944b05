import { COUNTED_JOB_STATES, groupOf, isFinal } from '@teredo-fleet/rollout';

const statesOf = (group: ReturnType<typeof groupOf>): string[] =>
  COUNTED_JOB_STATES.filter((state) => groupOf(state) === group);

export const GOOD_STATES = statesOf('good');
export const BAD_STATES = statesOf('bad');
export const SKIPPED_STATES = statesOf('skipped');

/** Failures that are the end of their job. */
export const FAILED_STATES = BAD_STATES.filter(isFinal);

/** Ends without a change after which somebody may name the machine to be tried again. */
export const UNCHANGED_STATES = ['blocked', 'refused', 'expired', 'cancelled'];
