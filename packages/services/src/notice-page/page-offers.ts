import type { PageFacts } from './read-page';

/** What can be answered on the page now. */
export interface PageOffers {
  acknowledge: boolean;
  refuse: boolean;
  /** Times until which it can be put off, milliseconds, the earliest first; empty: it can't. */
  later: number[];
  /** How often it can be put off still; null: this notice can't be. */
  left: number | null;
  /** This session put it off, and until then nothing is asked of it. */
  putOffUntil: number | null;
}

const NOTHING: PageOffers = { acknowledge: false, refuse: false, later: [], left: null, putOffUntil: null };

const ASKED = ['offered', 'notifying', 'deferred'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEP_MS = 5 * MINUTE;
/** From now; those that the policy allows are offered, and its latest moment. */
const DELAYS = [
  ...[15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 8].map((hours) => hours * HOUR),
  ...[1, 2, 3, 5, 7, 14].map((days) => days * DAY),
];

/**
 * Between which moments a deferral may end: the least lasts `minimumDeferralSeconds`, and the most leaves the time for an
 * answer. `deferralUntil` of the agent's core is the same rule, and judges.
 */
function deferralRange({ notice, now, notAfter }: PageFacts): [number, number] | null {
  const { minimumDeferralSeconds, answerTimeoutSeconds } = notice.policy;
  const least = now + minimumDeferralSeconds * 1000;
  const most = notAfter - answerTimeoutSeconds * 1000;
  return least < most ? [least, most] : null;
}

function timesIn([least, most]: [number, number], now: number): number[] {
  const up = (time: number) => Math.ceil(time / STEP_MS) * STEP_MS;
  const wanted = [up(least), ...DELAYS.map((delay) => up(now + delay)), Math.floor(most / STEP_MS) * STEP_MS];
  const fitting = wanted.filter((time) => time >= least && time <= most);
  return [...new Set(fitting.length > 0 ? fitting : [most])].sort((a, b) => a - b);
}

const usedDeferrals = ({ receipts }: PageFacts): number =>
  receipts.filter(({ deferredUntil }) => deferredUntil !== null).length;

/** What the reader of this page may answer at this moment. */
export function pageOffers(facts: PageFacts): PageOffers {
  const { policy } = facts.notice;
  const newest = facts.receipts.at(-1) ?? null;
  const closed =
    facts.superseded ||
    facts.cancelRequested ||
    facts.notAfter <= facts.now ||
    !ASKED.includes(facts.state) ||
    facts.answers.some(({ outcome }) => outcome === null) ||
    newest?.answer === 'acknowledged' ||
    (newest?.answer === 'refused' && policy.mayRefuse);
  if (closed || policy.kind === 'none') return NOTHING;
  const refuse = policy.mayRefuse;
  if (policy.kind === 'inform') return { ...NOTHING, refuse };
  const offers = { ...NOTHING, acknowledge: true, refuse };
  if (policy.kind === 'acknowledge') return offers;
  const left = Math.max(0, policy.maxDeferrals - usedDeferrals(facts));
  const until = newest?.deferredUntil ?? null;
  if (until !== null && until > facts.now) return { ...offers, left, putOffUntil: until };
  const range = left === 0 ? null : deferralRange(facts);
  return {
    ...offers,
    left: range === null ? 0 : left,
    later: range === null ? [] : timesIn(range, facts.now),
  };
}
