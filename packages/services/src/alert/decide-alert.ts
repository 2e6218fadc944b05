import { type AlertKind, HOLD_OFF_MS } from './alert-kinds';

/** Something that is so now and that somebody should know. One a kind, subject and scope, however many machines it is of. */
export interface Condition {
  kind: AlertKind;
  /** What it is of: the id of a rule, a rollout, a token; empty where the scope says it all. */
  subject: string;
  /** Null: of the whole installation. */
  scopeId: string | null;
  /** The subject as people call it. */
  name: string;
  /** How many machines it is of; null: it has no number. */
  machines: number | null;
  /** Out of how many. */
  outOf: number | null;
  /** What the number was before it rose. */
  before: number | null;
  /** Its own words, verbatim: of a hold, a fault. */
  text: string | null;
}

/** What is on record of an alert and decides what becomes of it. Times are milliseconds since 1970. */
export interface StandingAlert {
  kind: AlertKind;
  machines: number | null;
  outOf: number | null;
  text: string | null;
  /** What was told last. */
  toldMachines: number | null;
  toldText: string | null;
  toldAt: number;
  /** Since when its condition is gone; null: it is there. */
  clearSince: number | null;
  /** Null: it is open. */
  endedAt: number | null;
  /** So often it came back soon after its end. */
  returns: number;
}

/** `open`, `back`, `news` and `end` are told; the others nobody hears of. */
export type AlertDecision = 'open' | 'back' | 'news' | 'note' | 'clear' | 'end' | 'quiet';

/** What is told: an alert that begins, one that is back, news of one, its end. */
export type ToldWhat = Extract<AlertDecision, 'open' | 'back' | 'news' | 'end'>;

const HOUR_MS = 3_600_000;

/** Between two things that are told of one open alert lies at least this. */
export const NEWS_GAP_MS = 15 * 60_000;
/** What is back so soon after its end is the same alert, and has to be gone for so long to end once more. */
export const BACK_WITHIN_MS = HOUR_MS;

/** Other words, or twice the machines: what merely grows is told a few times and not at each machine. */
function isNews(told: StandingAlert, now: Condition): boolean {
  if (told.toldText !== now.text) return true;
  return now.machines !== null && now.machines > 0 && now.machines >= 2 * Math.max(told.toldMachines ?? 0, 1);
}

const isOtherwise = (stored: StandingAlert, now: Condition): boolean =>
  stored.machines !== now.machines || stored.outOf !== now.outOf || stored.text !== now.text;

const holdOffMs = ({ kind, returns }: StandingAlert): number =>
  returns > 0 ? Math.max(BACK_WITHIN_MS, HOLD_OFF_MS[kind]) : HOLD_OFF_MS[kind];

function whileThere(stored: StandingAlert, condition: Condition, now: number): AlertDecision {
  if (isNews(stored, condition) && now - stored.toldAt >= NEWS_GAP_MS) return 'news';
  return stored.clearSince !== null || isOtherwise(stored, condition) ? 'note' : 'quiet';
}

function whileGone(stored: StandingAlert, now: number): AlertDecision {
  const since = stored.clearSince ?? now;
  if (now - since >= holdOffMs(stored)) return 'end';
  return stored.clearSince === null ? 'clear' : 'quiet';
}

/**
 * What becomes of one alert: `stored` is what is on record of it (null: nothing, or only what ended long ago), `condition` what
 * is so now (null: nothing). The same again, after what it decided was written down, decides nothing more.
 */
export function decideAlert(
  stored: StandingAlert | null,
  condition: Condition | null,
  now: number,
): AlertDecision {
  if (stored === null || stored.endedAt !== null) {
    if (condition === null) return 'quiet';
    const isBack = stored !== null && stored.endedAt !== null && now - stored.endedAt < BACK_WITHIN_MS;
    return isBack ? 'back' : 'open';
  }
  return condition === null ? whileGone(stored, now) : whileThere(stored, condition, now);
}

/** What is on record after a decision. */
export function afterDecision(
  stored: StandingAlert | null,
  condition: Condition | null,
  { decision, now }: { decision: AlertDecision; now: number },
): StandingAlert | null {
  if (decision === 'quiet') return stored;
  if (condition === null)
    return (
      stored && { ...stored, clearSince: stored.clearSince ?? now, endedAt: decision === 'end' ? now : null }
    );
  const { kind, machines, outOf, text } = condition;
  const told =
    decision === 'note' && stored !== null
      ? { toldMachines: stored.toldMachines, toldText: stored.toldText, toldAt: stored.toldAt }
      : { toldMachines: machines, toldText: text, toldAt: now };
  const returns = decision === 'open' ? 0 : (stored?.returns ?? 0) + (decision === 'back' ? 1 : 0);
  return { kind, machines, outOf, text, ...told, clearSince: null, endedAt: null, returns };
}
