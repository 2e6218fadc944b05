import type { JobDraft } from './job-draft';
import type { JobReceipt } from './job-effects';
import { showRound } from './notice-phase';

/**
 * Somebody asks that the notice be shown again now. It ends the waiting of a round that was not answered, and of no other:
 * who put the change off is left alone until then. `at` is before the round ended: it was followed before, or is out of date.
 */
export function onNudged(draft: JobDraft, at: number): JobDraft {
  const { pause } = draft.state.notice;
  if (pause === null || pause.kind !== 'again' || at <= pause.since) return draft;
  if (isPutOff(draft)) return draft;
  return showRound(draft);
}

/** Whether somebody who was asked in the round before has put the change off until later than now. */
function isPutOff(draft: JobDraft): boolean {
  const { notice } = draft.state;
  for (let index = 0; index < notice.receipts.length; index += 1) {
    const receipt = notice.receipts[index] as JobReceipt;
    const isNewest = receipt.deferrals === notice.round - 1;
    if (isNewest && receipt.deferredUntil !== null && receipt.deferredUntil > draft.nowMs) return true;
  }
  return false;
}
