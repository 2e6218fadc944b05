/** How many machines may be changed, null without a limit. */
export interface StartLimits {
  atOnce: number | null;
  perMinute: number | null;
}

/** Starts of one rollout so far. Times are milliseconds since 1970. */
export interface Starts {
  /** Machines begun and not ended. */
  underWay: number;
  /** When machines began, at least all of the last minute, in any order. */
  begunAt: readonly number[];
}

export type StartVerdict =
  | { kind: 'go' }
  | { kind: 'hold'; name: 'at-once' | 'rate-limit'; retryAfterMs: number };

/** Starts older than this count no more. */
export const START_MEMORY_MS = 60_000;
/** A machine that ends frees a place, which no clock tells: the next ask comes this much later. */
const PLACE_RETRY_MS = 15_000;

/** Whether one more machine may begin now (SPEC T1, T2). */
export function judgeStart({ atOnce, perMinute }: StartLimits, starts: Starts, nowMs: number): StartVerdict {
  if (atOnce !== null && starts.underWay >= atOnce) {
    return { kind: 'hold', name: 'at-once', retryAfterMs: PLACE_RETRY_MS };
  }
  const recent = starts.begunAt.filter((at) => at > nowMs - START_MEMORY_MS).sort((a, b) => a - b);
  if (perMinute !== null && recent.length >= perMinute) {
    const frees = recent[recent.length - perMinute];
    return {
      kind: 'hold',
      name: 'rate-limit',
      retryAfterMs: frees === undefined ? PLACE_RETRY_MS : frees + START_MEMORY_MS - nowMs,
    };
  }
  return { kind: 'go' };
}
