import type { GoGrant } from './job-events';
import type { JobOrder } from './order';

/** A `go` is good for this long after its `ask` was sent, milliseconds. */
export const GO_LIFETIME_MS = 30_000;

/**
 * Whether a `go` may be used: for this job, attempt and machine, for the newest ask, in the session it came in, and
 * not older than GO_LIFETIME_MS by the monotonic clock and by `nowMs` both (one of them stands still in standby).
 */
export function isGoGood(
  order: JobOrder,
  ask: { askId: string; askedAt: number | null },
  go: { grant: GoGrant; epoch: number; elapsedMs: number; nowMs: number },
): boolean {
  if (ask.askedAt === null || go.grant.askId !== ask.askId) return false;
  if (go.grant.jobId !== order.jobId || go.grant.attempt !== order.attempt) return false;
  if (go.grant.machineId !== order.machineId || go.grant.epoch !== go.epoch) return false;
  const ageMs = Math.max(go.elapsedMs, go.nowMs - ask.askedAt);
  return go.elapsedMs >= 0 && ageMs <= GO_LIFETIME_MS;
}
