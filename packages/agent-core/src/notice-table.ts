import { deferralRoom } from '@teredo-fleet/teredo';
import type { SessionNotice } from './job-state';
import type { NoticeRules } from './order';

/** What a round of the notice comes to. SPEC.md section 3 is this file as a table. */
export type RoundVerdict = 'wait' | 'start' | 'deferred' | 'again' | 'never';

/** Judges a round by the receipts of the sessions that were asked in it. No session at all is judged by the caller. */
export function judgeRound(policy: NoticeRules, sessions: SessionNotice[]): RoundVerdict {
  let verdict: RoundVerdict = 'start';
  for (let index = 0; index < sessions.length; index += 1) {
    const one = judgeSession(policy, sessions[index] as SessionNotice);
    if (weight(one) > weight(verdict)) verdict = one;
  }
  return verdict;
}

/** A refusal outranks waiting for others, waiting outranks every other answer, and no answer outranks a deferral. */
function weight(verdict: RoundVerdict): number {
  switch (verdict) {
    case 'start':
      return 0;
    case 'deferred':
      return 1;
    case 'again':
      return 2;
    case 'wait':
      return 3;
    case 'never':
      return 4;
  }
}

function judgeSession(policy: NoticeRules, session: SessionNotice): RoundVerdict {
  const receipt = session.receipt;
  if (receipt === null) return 'wait';
  if (receipt.answer === 'refused' && policy.mayRefuse) return 'never';
  if (policy.kind === 'inform') return receipt.displayedAt !== null ? 'start' : 'again';
  if (receipt.answer === 'acknowledged') return 'start';
  // Set where somebody put the change off and was allowed to.
  return receipt.deferredUntil !== null ? 'deferred' : 'again';
}

/**
 * Until when a deferral lasts, or null when none is allowed any more: deferrals are bounded, each lasts the minimum at
 * least, and the notice must come back in time for an answer before the latest start.
 */
export function deferralUntil(
  policy: NoticeRules,
  used: number,
  times: { nowMs: number; wishMs: number | null; latestStart: number },
): number | null {
  const room = deferralRoom(policy, used, times);
  if (room === null) return null;
  return Math.min(Math.max(times.wishMs || 0, room.least), room.until);
}
