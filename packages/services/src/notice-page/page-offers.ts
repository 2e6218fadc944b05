import { type DeferralRoom, deferralRoom, isDeferralOver, latestStart } from '@teredo-fleet/teredo';
import type { PageFacts } from './read-page';

/** What can be answered on the page now. */
export interface PageOffers {
  acknowledge: boolean;
  refuse: boolean;
  /** Times until which it can be put off, milliseconds, the earliest first; empty: it can't. */
  later: number[];
  /** What is told of putting it off, `until` in milliseconds; null: nothing is. */
  deferrals: { left: number; until: number } | 'over' | null;
  /** This session put it off, and until then nothing is asked of it. */
  putOffUntil: number | null;
  /** Between two rounds of the dialog, in which its machine lets nobody put it off: when it is shown again. */
  shownAgainAt: number | null;
}

const NOTHING: PageOffers = {
  acknowledge: false,
  refuse: false,
  later: [],
  deferrals: null,
  putOffUntil: null,
  shownAgainAt: null,
};

const ASKED = ['offered', 'notifying', 'deferred'];
const WAITING = ['waiting-window', 'queued'];

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
 * What is left of putting it off, by the rule that the agent judges by. How often is what the dialog says: deferrals are
 * counted by rounds of everybody on the machine, which only the agent knows; of one that does not tell, by this session's own.
 */
function roomOf({ notice, now, deferralsLeft, receipts, ...bounds }: PageFacts): DeferralRoom | null {
  const { policy } = notice;
  const own = receipts.filter(({ deferredUntil }) => deferredUntil !== null).length;
  const used = deferralsLeft === null ? own : policy.maxDeferrals - deferralsLeft;
  return deferralRoom(policy, used, { nowMs: now, latestStart: latestStart(bounds) });
}

function timesIn({ least, until: most }: DeferralRoom, now: number): number[] {
  const up = (time: number) => Math.ceil(time / STEP_MS) * STEP_MS;
  const wanted = [up(least), ...DELAYS.map((delay) => up(now + delay)), Math.floor(most / STEP_MS) * STEP_MS];
  const fitting = wanted.filter((time) => time >= least && time <= most);
  return [...new Set(fitting.length > 0 ? fitting : [most])].sort((a, b) => a - b);
}

/** An agent that waits to show its notice again says until when, and one whose notice is up says nothing of the kind. */
const pauseOf = ({ state, until, now }: PageFacts): number | null =>
  state === 'notifying' && until !== null && until > now ? until : null;

/** Nothing that somebody answers can change what becomes of it, or somebody's answer has. */
function isSettled(facts: PageFacts): boolean {
  const newest = facts.receipts.at(-1) ?? null;
  return (
    facts.superseded ||
    facts.overriddenBy.length > 0 ||
    facts.cancelRequested ||
    facts.notAfter <= facts.now ||
    facts.answers.some(({ outcome }) => outcome === null) ||
    newest?.answer === 'acknowledged' ||
    (newest?.answer === 'refused' && facts.notice.policy.mayRefuse)
  );
}

/** What the reader of this page may answer at this moment. */
export function pageOffers(facts: PageFacts): PageOffers {
  const { policy } = facts.notice;
  const newest = facts.receipts.at(-1) ?? null;
  if (isSettled(facts) || !ASKED.includes(facts.state) || policy.kind === 'none') return NOTHING;
  const refuse = policy.mayRefuse;
  if (policy.kind === 'inform') return { ...NOTHING, refuse };
  const offers = { ...NOTHING, acknowledge: true, refuse, shownAgainAt: pauseOf(facts) };
  if (policy.kind === 'acknowledge' || offers.shownAgainAt !== null) return offers;
  const until = newest?.deferredUntil ?? null;
  if (until !== null && until > facts.now) return { ...offers, putOffUntil: until };
  const room = roomOf(facts);
  if (room === null) return { ...offers, deferrals: isDeferralOver(policy, room) ? 'over' : null };
  return { ...offers, deferrals: { left: room.left, until: room.until }, later: timesIn(room, facts.now) };
}

/** What becomes of the change if its reader does nothing, by the name of the sentence. */
export type Unanswered = 'nothing' | 'by-itself' | 'unless-refused' | 'asked';

/** Null: it is settled, has begun, or the reader put it off. */
export function ifUnanswered(
  facts: PageFacts,
  { acknowledge, refuse, putOffUntil }: PageOffers,
): Unanswered | null {
  if (acknowledge) return putOffUntil === null ? 'asked' : null;
  if (facts.notice.policy.kind !== 'inform' || isSettled(facts)) return null;
  if (WAITING.includes(facts.state)) return 'nothing';
  if (!ASKED.includes(facts.state)) return null;
  return refuse ? 'unless-refused' : 'by-itself';
}
