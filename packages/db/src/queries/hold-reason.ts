/** Why a change may not start yet, or ever; shown verbatim. */
export type HoldReason =
  | 'machine-unknown'
  | 'machine-not-active'
  | 'superseded'
  | 'unknown-job'
  | 'other-enrolment'
  | 'ended'
  | 'already-started'
  | 'not-signed'
  | 'cancelled'
  | 'too-late'
  | 'rollout-closed'
  | 'brake'
  | 'frozen'
  | 'paused'
  | 'excluded'
  | 'wave-closed'
  | 'judging'
  | 'not-yet'
  | 'outside-window'
  | 'refused'
  | 'refusal-waits'
  | 'deferred'
  | 'notice-missing'
  | 'minimum-notice'
  | 'at-once'
  | 'rate-limit'
  | 'busy';

/** What the database's function `hold_start` says. */
export type StartHold = 'frozen' | 'excluded' | 'wave-closed' | 'judging' | 'at-once' | 'rate-limit';

/** What a hold is explained from; null where there is no such row. */
export interface HoldFacts {
  known: boolean;
  status: string;
  newest: boolean | null;
  sameEnrolment: boolean | null;
  ended: boolean | null;
  signed: boolean | null;
  cancelled: boolean | null;
  /** It was said to have begun, at whatever time. */
  started: boolean | null;
  /** It was let start, and nobody can use that any more. */
  goIsSpent: boolean | null;
  /** How long it may still be used that it was let start. */
  goLastsSeconds: number | null;
  startsInSeconds: number | null;
  over: boolean | null;
  running: boolean | null;
  closed: boolean | null;
  braked: boolean;
  refused: boolean | null;
  /** Somebody refused on the page, and the machine has not judged it yet. */
  refusalWaits: boolean | null;
  noticed: boolean | null;
  noticeInSeconds: number | null;
  deferredForSeconds: number | null;
  windowInSeconds: number | null;
  anyTime: boolean | null;
  startHold: StartHold | null;
  startHoldSeconds: number | null;
}

export interface Hold {
  reason: HoldReason;
  retryAfterSeconds: number;
}

const LATER_SECONDS = 30;
const NEVER_SECONDS = 3600;
const SOON_SECONDS = 2;
/** A freeze may be taken back long before its end. */
const FROZEN_SECONDS = 300;

const hold = (reason: HoldReason, retryAfterSeconds: number): Hold => ({
  reason,
  retryAfterSeconds: Math.min(NEVER_SECONDS, Math.max(1, Math.ceil(retryAfterSeconds))),
});

/** The first thing in the way, the hopeless before the passing. */
export function explainHold(facts: HoldFacts | undefined): Hold {
  if (facts === undefined) return hold('machine-unknown', NEVER_SECONDS);
  if (facts.newest !== true) return hold('superseded', NEVER_SECONDS);
  if (!facts.known) return hold('unknown-job', NEVER_SECONDS);
  const explained = explainEnd(facts) ?? explainStop(facts) ?? explainWait(facts) ?? explainLimit(facts);
  return explained ?? hold('busy', facts.goLastsSeconds ?? SOON_SECONDS);
}

/** Whether the machine that asks was let start before and did not hear of it. */
export const hasLostGo = (facts: HoldFacts | undefined): boolean =>
  facts?.newest === true &&
  facts.goIsSpent === true &&
  facts.status === 'active' &&
  facts.sameEnrolment === true &&
  facts.ended === false &&
  facts.started === false;

function explainEnd(facts: HoldFacts): Hold | null {
  if (!facts.sameEnrolment) return hold('other-enrolment', NEVER_SECONDS);
  if (facts.ended) return hold('ended', NEVER_SECONDS);
  if (facts.started) return hold('already-started', NEVER_SECONDS);
  if (facts.cancelled) return hold('cancelled', NEVER_SECONDS);
  if (facts.over) return hold('too-late', NEVER_SECONDS);
  if (facts.closed) return hold('rollout-closed', NEVER_SECONDS);
  if (facts.refused) return hold('refused', NEVER_SECONDS);
  return null;
}

function explainStop(facts: HoldFacts): Hold | null {
  if (facts.status !== 'active') return hold('machine-not-active', LATER_SECONDS);
  if (facts.braked) return hold('brake', LATER_SECONDS);
  if (facts.startHold === 'frozen')
    return hold('frozen', Math.min(facts.startHoldSeconds ?? LATER_SECONDS, FROZEN_SECONDS));
  if (!facts.running) return hold('paused', LATER_SECONDS);
  if (facts.startHold === 'excluded' || facts.startHold === 'wave-closed')
    return hold(facts.startHold, LATER_SECONDS);
  if (!facts.signed) return hold('not-signed', SOON_SECONDS);
  return null;
}

function explainWait(facts: HoldFacts): Hold | null {
  if (facts.startsInSeconds !== null && facts.startsInSeconds > 0)
    return hold('not-yet', facts.startsInSeconds);
  if (facts.refusalWaits) return hold('refusal-waits', SOON_SECONDS);
  if (facts.deferredForSeconds !== null) return hold('deferred', facts.deferredForSeconds);
  if (!facts.noticed) return hold('notice-missing', LATER_SECONDS);
  if (facts.noticeInSeconds !== null && facts.noticeInSeconds > 0)
    return hold('minimum-notice', facts.noticeInSeconds);
  if (!facts.anyTime && (facts.windowInSeconds ?? 1) > 0)
    return hold('outside-window', facts.windowInSeconds ?? NEVER_SECONDS);
  return null;
}

function explainLimit({ startHold, startHoldSeconds }: HoldFacts): Hold | null {
  return startHold === null ? null : hold(startHold, startHoldSeconds ?? LATER_SECONDS);
}
