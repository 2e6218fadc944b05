import type { NoticeRules } from './order';

/** What is left of putting a change off. */
export interface DeferralRoom {
  /** How often, at least one: no more often than the policy lets, nor than there is time for. */
  left: number;
  /** The latest end of a deferral: in time for an answer before the latest start. */
  until: number;
}

/** Null: it can't be put off, or not any more. `latestStart`: from then on nothing starts. */
export function deferralRoom(
  policy: NoticeRules,
  used: number,
  { nowMs, latestStart }: { nowMs: number; latestStart: number },
): DeferralRoom | null {
  if (policy.kind !== 'defer' || used >= policy.maxDeferrals) return null;
  const leastMs = policy.minimumDeferralSeconds * 1000;
  const until = latestStart - policy.answerTimeoutSeconds * 1000;
  if (nowMs + leastMs >= until) return null;
  const allowed = policy.maxDeferrals - used;
  const fitting = leastMs === 0 ? allowed : Math.ceil((until - nowMs) / leastMs) - 1;
  return { left: Math.min(allowed, fitting), until: until };
}
