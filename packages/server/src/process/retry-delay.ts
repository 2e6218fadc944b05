/** Pause before attempt `attempt + 1`: doubles from `firstMs` up to `lastMs`, and varies by up to a quarter. */
export function retryDelayMs(attempt: number, firstMs: number, lastMs: number, random = Math.random): number {
  const steady = Math.min(firstMs * 2 ** Math.min(attempt, 30), lastMs);
  return Math.round(steady * (0.75 + random() * 0.5));
}
