import { enterPlanning } from './change-phase';
import { GO_LIFETIME_MS, isGoGood } from './go-check';
import { end, type JobDraft, record, report, waitUntil } from './job-draft';
import type { JobEvent } from './job-events';
import { earliestStart } from './start-window';

export const NOT_IN_TIME =
  'It did not start before its time was over. Nothing was changed. Make a new job to try again.';
const BEGUN_BEFORE =
  'The server was told before that this attempt began: the agent broke off then, its journal was lost, or another copy of it runs. Nothing was changed now. See how the machine is, then start it again.';
const NO_TIME_LEFT =
  'No time is left in which it might start. Nothing was changed. Make a new job to try again.';

/** The notice is done with: wait for the minimum notice and for a window, then ask. */
export function enterStart(draft: JobDraft): JobDraft {
  const at = startAt(draft);
  if (at === null) return end(draft, 'expired', { detail: NO_TIME_LEFT });
  if (at <= draft.nowMs) return enterAsking(draft, null);
  draft.state.phase = 'waiting-window';
  report(draft, 'waiting-window', { until: at });
  return waitUntil(draft, at);
}

/** S1; null: no time is left. */
export function startAt(draft: JobDraft): number | null {
  const { order, notice } = draft.state;
  const minimumMs = order.notice.policy.minimumNoticeSeconds * 1000;
  const noticed = notice.firstDisplayedAt === null ? draft.nowMs : notice.firstDisplayedAt + minimumMs;
  return earliestStart(order, Math.max(draft.nowMs, noticed));
}

/** Asks for a go, under the id of the ask that is still open or under a new one. */
export function enterAsking(draft: JobDraft, heldBecause: string | null): JobDraft {
  const { ask, order } = draft.state;
  draft.state.phase = 'asking';
  draft.state.held = false;
  draft.state.askAgainAt = draft.nowMs + GO_LIFETIME_MS;
  report(draft, 'queued', { until: order.notAfter, detail: heldBecause });
  draft.effects.push({ kind: 'ask', askId: ask === null ? null : ask.askId });
  return waitUntil(draft, draft.state.askAgainAt);
}

/** The ask is on its way. A repeated one under the same id starts the clock of its go anew. */
export function onAsked(draft: JobDraft, askId: string): JobDraft {
  const { ask } = draft.state;
  if (ask === null || ask.askId !== askId) record(draft, { kind: 'asked', at: draft.nowMs, askId: askId });
  draft.state.ask = { askId: askId, askedAt: draft.nowMs };
  return draft;
}

/** A go that doesn't fit (old, for another ask, of another session) is as if it had not come. */
export function onGo(draft: JobDraft, event: Extract<JobEvent, { kind: 'go' }>): JobDraft {
  const { ask, order } = draft.state;
  const go = { grant: event.grant, epoch: event.epoch, elapsedMs: event.elapsedMs, nowMs: draft.nowMs };
  if (ask === null || !isGoGood(order, ask, go)) return draft;
  record(draft, { kind: 'begun', at: draft.nowMs, askId: ask.askId });
  return enterPlanning(draft);
}

/** Nothing was granted: the next ask has a new id. */
export function onHold(draft: JobDraft, event: Extract<JobEvent, { kind: 'hold' }>): JobDraft {
  if (event.reason === 'already-started') return end(draft, 'failed', { detail: BEGUN_BEFORE });
  draft.state.ask = null;
  draft.state.held = true;
  draft.state.askAgainAt = draft.nowMs + Math.max(1, event.retryAfterSeconds) * 1000;
  report(draft, 'queued', { until: draft.state.order.notAfter, detail: event.text });
  return waitUntil(draft, draft.state.askAgainAt);
}

/** Time for the next ask: the window may have closed meanwhile, unless it was let start before. */
export function onAskingTick(draft: JobDraft): JobDraft {
  const { ask, askAgainAt, begun, lastReport } = draft.state;
  if (askAgainAt !== null && draft.nowMs < askAgainAt) return waitUntil(draft, askAgainAt);
  // The go of one that was sent may still be on its way in this session: only a new id tells it from the next one's.
  if (ask !== null && ask.askedAt !== null) draft.state.ask = null;
  if (begun === null && earliestStart(draft.state.order, draft.nowMs) !== draft.nowMs)
    return enterStart(draft);
  return enterAsking(draft, lastReport === null || lastReport.state !== 'queued' ? null : lastReport.detail);
}
