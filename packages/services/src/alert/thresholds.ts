/** When a number is one that somebody should know: at least so many, and at least such a share. */
export interface Threshold {
  atLeast: number;
  percent: number;
}

const reaches = (part: number, whole: number, { atLeast, percent }: Threshold): boolean =>
  part >= Math.max(1, atLeast) && 100 * part >= percent * whole;

/** Lost are machines that were heard of within so long before their alert began. */
export const LOST_WITHIN_MS = 3_600_000;

/** Machines of one scope that fell silent. */
export interface Silence {
  /** All that are looked after. */
  active: number;
  /** Silent for a while, and seen within the hour before. */
  lately: number;
  /** Of an alert that is open: silent now, and last seen since an hour before it was opened. */
  since: number;
}

/**
 * How many machines are lost, if that is a number to tell; null: it is none. An alert that is open ends once less than half of
 * what opened it is silent, so that a few that stay off for good keep none open.
 */
export function lostMachines(
  { active, lately, since }: Silence,
  isOpen: boolean,
  threshold: Threshold,
): number | null {
  if (!isOpen) return reaches(lately, active, threshold) ? lately : null;
  const half = { atLeast: Math.ceil(threshold.atLeast / 2), percent: threshold.percent / 2 };
  return reaches(since, active, half) ? since : null;
}

/** Findings of one rule in one scope. */
export interface FindingLevel {
  /** Machines that it finds something at now, waived ones not. */
  now: number;
  /** The same at the end of the newest day before; null: no day before was counted. */
  yesterday: number | null;
  /** What the number was when the open alert began; null: none is open. */
  opened: number | null;
}

/**
 * By how much the findings of a rule rose, if that is a number to tell. One that is open ends when the number is back where it
 * was. With no day before there is nothing to have risen from.
 */
export function risenFindings(
  { now, yesterday, opened }: FindingLevel,
  threshold: Threshold,
): { by: number; before: number } | null {
  if (opened !== null) return now > opened ? { by: now - opened, before: opened } : null;
  if (yesterday === null || !reaches(now - yesterday, yesterday, threshold)) return null;
  return { by: now - yesterday, before: yesterday };
}

const HOUR_MS = 3_600_000;

/** What is due since then or later waits no longer than usual, milliseconds since 1970. */
export const dueBefore = (now: Date, waitHours: number): number => now.getTime() - waitHours * HOUR_MS;

/** Whether what waits for a person is told of: what nobody planned at once. `dueSince`: milliseconds since 1970. */
export const isDue = ({ dueSince }: { dueSince: number | null }, before: number): boolean =>
  (dueSince ?? 0) < before;

const DAY_MS = 86_400_000;

/**
 * Whether what ends soon should be told of: within so many days of its end, and not if its whole life is shorter than twice
 * that, for which somebody chose an end that is near.
 */
export function endsSoon(
  { createdAt, expiresAt }: { createdAt: Date; expiresAt: Date },
  { now, days }: { now: Date; days: number },
): boolean {
  const leftMs = expiresAt.getTime() - now.getTime();
  const lifeMs = expiresAt.getTime() - createdAt.getTime();
  return leftMs > 0 && leftMs <= days * DAY_MS && lifeMs >= 2 * days * DAY_MS;
}
