import type { NoticePolicy } from '@teredo-fleet/protocol';
import { InvalidError } from '../errors';

/** Refuses a notice that a change can't keep within its life: it would expire, or offer a deferral to nobody. */
export function refuseNoticeWithoutRoom(policy: NoticePolicy, lifetimeSeconds: number): void {
  const hours = Math.round(lifetimeSeconds / 3600);
  if (policy.kind !== 'none' && policy.minimumNoticeSeconds >= lifetimeSeconds) {
    throw new InvalidError(
      `A change is over after ${hours} hours, so it could never start with that minimum notice. Make the notice shorter.`,
      { 'notice.policy.minimumNoticeSeconds': `must be less than ${hours} hours` },
    );
  }
  const defers = policy.kind === 'defer' && policy.maxDeferrals > 0;
  if (defers && policy.minimumDeferralSeconds + policy.answerTimeoutSeconds >= lifetimeSeconds) {
    throw new InvalidError(
      `A change is over after ${hours} hours, so nobody could put it off: the wait for an answer leaves no time. Wait shorter for an answer, or let nobody put it off.`,
      { 'notice.policy.answerTimeoutSeconds': 'leaves no time to put the change off' },
    );
  }
}
