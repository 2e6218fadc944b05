import type { JobState } from '@teredo-fleet/protocol';

/** States that never change. The check `job_finished` of the table says the same. */
export const ENDED_JOB_STATES = [
  'verified',
  'already-compliant',
  'not-applicable',
  'blocked',
  'failed',
  'verify-failed',
  'timed-out',
  'reverted',
  'refused',
  'expired',
  'cancelled',
  'quarantined',
  'rolled-back',
] as const satisfies readonly JobState[];

/** A job ended as wanted: a change took or was not needed, or earlier values are back. */
export const SUCCEEDED_JOB_STATES = [
  'verified',
  'already-compliant',
  'rolled-back',
] as const satisfies readonly JobState[];

/** A job ended without a change and without a fault. */
export const UNTOUCHED_JOB_STATES = [
  'not-applicable',
  'blocked',
  'refused',
  'expired',
  'cancelled',
  'quarantined',
] as const satisfies readonly JobState[];

/**
 * A job in one of these has begun. Where its grant is not on record, in a database given back from a backup, the agent's
 * report says it.
 */
export const BEGUN_JOB_STATES = [
  'running',
  'verifying',
  'lost-contact',
] as const satisfies readonly JobState[];

/** The same as SQL. */
export const BEGUN_JOB_STATES_SQL = `(${BEGUN_JOB_STATES.map((state) => `'${state}'`).join(', ')})`;
