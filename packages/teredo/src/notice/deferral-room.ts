/** What a notice's policy says of putting a change off. */
export interface DeferralRules {
  kind: string;
  maxDeferrals: number;
  minimumDeferralSeconds: number;
  answerTimeoutSeconds: number;
}

/** When a change may start. Times are milliseconds since 1970; a window's end is outside it. */
export interface StartBounds {
  notAfter: number;
  windows: [number, number][];
}

/** What is left of putting a change off. */
export interface DeferralRoom {
  /** How often, at least one: no more often than the policy lets, nor than there is time for. */
  left: number;
  /** The earliest end of a deferral that begins now. */
  least: number;
  /** The latest end of a deferral: in time for an answer before the latest start. */
  until: number;
}

/** From when on the change may not start any more: the end of the last window before `notAfter`, or `notAfter` itself. */
export function latestStart({ notAfter, windows }: StartBounds): number {
  let latest = 0;
  for (let index = 0; index < windows.length; index += 1) {
    const [start, end] = windows[index] as [number, number];
    if (start < notAfter) latest = Math.max(latest, Math.min(end, notAfter));
  }
  return latest === 0 ? notAfter : latest;
}

/**
 * Null: it can't be put off, or not any more. `latestStart`: from then on nothing starts. The one computation: dialogs, the
 * user's page and previews tell what it says.
 */
export function deferralRoom(
  policy: DeferralRules,
  used: number,
  { nowMs, latestStart }: { nowMs: number; latestStart: number },
): DeferralRoom | null {
  if (policy.kind !== 'defer' || used >= policy.maxDeferrals) return null;
  const leastMs = policy.minimumDeferralSeconds * 1000;
  const until = latestStart - policy.answerTimeoutSeconds * 1000;
  if (nowMs + leastMs >= until) return null;
  const allowed = policy.maxDeferrals - used;
  const fitting = leastMs === 0 ? allowed : Math.ceil((until - nowMs) / leastMs) - 1;
  return { left: Math.min(allowed, fitting), least: nowMs + leastMs, until: until };
}

/** Whether a notice that could be put off can't be any more (N20): what never could be is not said to be over. */
export function isDeferralOver(policy: DeferralRules, room: DeferralRoom | null): boolean {
  return policy.kind === 'defer' && policy.maxDeferrals > 0 && room === null;
}
