/** Longest pause between two attempts, milliseconds. */
export const MAX_RETRY_DELAY_MS = 60_000;
const FIRST_RETRY_DELAY_MS = 500;
/** The longest pause, seconds, that an answer may ask for which is neither sealed nor came over TLS. */
export const MAX_CLEAR_RETRY_SECONDS = 900;

/** What is obeyed of the pause that an answer in clear asks for: anybody on the way could have written it. */
export function retrySecondsInClear(asked: number | null): number | null {
  return asked === null ? null : Math.min(asked, MAX_CLEAR_RETRY_SECONDS);
}

/**
 * Pause before attempt `failures + 1`, milliseconds: full jitter over a range that doubles, so that a fleet whose
 * server restarted does not come back in one second; never before the time that the server asked for.
 * `random` is in [0, 1).
 */
export function retryDelayMs(failures: number, random: number, retryAfterSeconds: number | null): number {
  const range = Math.min(MAX_RETRY_DELAY_MS, FIRST_RETRY_DELAY_MS * 2 ** Math.min(failures, 16));
  return (retryAfterSeconds === null ? 0 : retryAfterSeconds) * 1000 + Math.round(range * random);
}
