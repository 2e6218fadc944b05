const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * Full jitter: anything up to twice as much as the last time, so that a thousand agents come back spread out. What the
 * server asks for is the least, and is spread by a quarter. `failures` counts from 1; `random` is from [0, 1).
 */
export function reconnectDelayMs(
  failures: number,
  retryAfterSeconds: number | null,
  random: () => number,
): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  const asked = (retryAfterSeconds ?? 0) * 1000;
  return Math.round(asked * (1 + random() / 4) + random() * ceiling);
}
