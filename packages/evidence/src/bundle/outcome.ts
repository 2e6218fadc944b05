/** How a machine came out, for readers: as wished, left as it was, gone wrong, or not over yet. */
export type OutcomeGroup = 'good' | 'untouched' | 'bad' | 'open';

const GROUPS: Readonly<Record<string, OutcomeGroup>> = {
  verified: 'good',
  'rolled-back': 'good',
  'already-compliant': 'good',
  'not-applicable': 'untouched',
  blocked: 'untouched',
  refused: 'untouched',
  expired: 'untouched',
  cancelled: 'untouched',
  quarantined: 'untouched',
  excluded: 'untouched',
  failed: 'bad',
  'verify-failed': 'bad',
  'timed-out': 'bad',
  'lost-contact': 'bad',
  reverted: 'bad',
};

/** Any other state is one of a change that is not over. */
export const outcomeOf = (state: string): OutcomeGroup => GROUPS[state] ?? 'open';
