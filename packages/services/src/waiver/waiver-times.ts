/** A waiver lasts at most a year, a leap day among it: after that somebody has to answer for it anew. */
export const LONGEST_WAIVER_DAYS = 366;
const DAY_MS = 86_400_000;

/** The latest end that a waiver granted now may have. */
export function latestExpiry(now: Date): Date {
  return new Date(now.getTime() + LONGEST_WAIVER_DAYS * DAY_MS);
}
