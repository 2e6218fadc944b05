/** States that an agent reports for a job, in the words of the design. */
export const AGENT_JOB_STATES = [
  'notifying',
  'deferred',
  'waiting-window',
  'queued',
  'running',
  'verifying',
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
  'rolled-back',
] as const;

/** States that only the server gives. `requested`: not signed yet. `lost-contact` is provisional. */
export const SERVER_JOB_STATES = ['requested', 'offered', 'lost-contact', 'quarantined'] as const;

export type AgentJobState = (typeof AGENT_JOB_STATES)[number];
export type JobState = AgentJobState | (typeof SERVER_JOB_STATES)[number];

/** A terminal state never changes, but for `lost-contact`, which is not one. */
export const TERMINAL_JOB_STATES: readonly JobState[] = [
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
];
