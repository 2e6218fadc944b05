import type { JobState } from '@teredo-fleet/protocol';
import type { PageWords } from '@teredo-fleet/teredo';
import type { PageFacts, PageReceipt } from './read-page';

type Status = keyof PageWords['status'];

const STATUS: Readonly<Record<JobState, Status>> = {
  requested: 'told',
  offered: 'asked',
  notifying: 'asked',
  deferred: 'putOff',
  'waiting-window': 'waiting',
  queued: 'waiting',
  running: 'running',
  verifying: 'running',
  'lost-contact': 'running',
  verified: 'done',
  'already-compliant': 'doneBefore',
  'rolled-back': 'restored',
  failed: 'failed',
  'verify-failed': 'failed',
  'timed-out': 'failed',
  reverted: 'reverted',
  refused: 'refused',
  expired: 'expired',
  cancelled: 'cancelled',
  'not-applicable': 'impossible',
  blocked: 'impossible',
  quarantined: 'impossible',
};

/** How a change ended that left something behind to be told. */
const OVER: readonly JobState[] = [
  'verified',
  'already-compliant',
  'rolled-back',
  'failed',
  'verify-failed',
  'timed-out',
  'reverted',
];

export const isOver = ({ state, superseded }: PageFacts): boolean => !superseded && OVER.includes(state);

/** A wish that counts still: an override passes it over. */
const isPutOff = ({ until, now, overriddenBy }: PageFacts): boolean =>
  until !== null && until > now && overriddenBy.length === 0;

/** Where a change stands, by the name of its sentence. `asks`: an answer is awaited of this reader. */
export function statusOf(facts: PageFacts, asks: boolean): Status {
  if (facts.superseded) return 'superseded';
  const status = STATUS[facts.state];
  const open = facts.finishedAt === null;
  if (open && facts.cancelRequested && status !== 'running') return 'cancelling';
  if (open && status !== 'running' && facts.notAfter <= facts.now) return 'expired';
  if (status === 'putOff' && isPutOff(facts)) return 'putOff';
  const isAsked = status === 'asked' || status === 'putOff';
  return isAsked ? (asks ? 'asked' : 'told') : status;
}

const THERE: Readonly<Record<string, keyof PageWords['there']>> = {
  acknowledged: 'acknowledged',
  refused: 'refused',
  closed: 'closed',
  'timed-out': 'timedOut',
  informed: 'informed',
  suppressed: 'suppressed',
};

/** What was answered at the computer itself, by the name of its sentence; null for what the page has no word for. */
export function answeredThere({ answer, deferredUntil }: PageReceipt): keyof PageWords['there'] | null {
  if (answer === 'deferred') return deferredUntil === null ? 'deferredInVain' : 'deferred';
  return THERE[answer] ?? null;
}

/** What became of an answer of the page, by the name of its sentence. */
export function outcomeOf(outcome: string | null): keyof PageWords['outcome'] {
  switch (outcome) {
    case null:
      return 'onItsWay';
    case 'taken':
      return 'taken';
    case 'too-late':
      return 'tooLate';
    case 'answered-before':
      return 'answeredBefore';
    case 'not-offered':
      return 'notOffered';
    default:
      throw new TypeError(`an answer has no outcome ${outcome}`);
  }
}
