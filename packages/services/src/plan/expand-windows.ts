import type { WindowRule } from './plan-parts';
import { isTimeZone } from './time-zone';
import { WallClock, type WallTime } from './wall-clock';

/** UTC interval [start, end), milliseconds since 1970. */
export type Interval = [number, number];

const DAY_MS = 86_400_000;
/** As many as a job may carry. */
const MOST_INTERVALS = 64;
/** Longer than any job lives. */
const HORIZON_DAYS = 100;

/** The zone of a machine that says `told`; `otherwise` where it told none or one that nobody knows. */
export function zoneOf(told: string | null, otherwise: string): string {
  return told !== null && isTimeZone(told) ? told : otherwise;
}

function minutesOf(clockTime: string): number {
  const [hours, minutes] = clockTime.split(':').map(Number);
  return (hours! * 60 + minutes!) * 60_000;
}

/** ISO number of the weekday, 1 is Monday. */
const weekdayOf = (day: WallTime): number => new Date(day).getUTCDay() || 7;

/** The windows that open on one day, the earliest first; one that summer time skips as a whole is none. */
function windowsOf(day: WallTime, rules: readonly WindowRule[], clock: WallClock): Interval[] {
  const opening = rules.filter(({ days }) => days.includes(weekdayOf(day)));
  const intervals = opening.map(({ from, to }): Interval => {
    const [opens, closes] = [minutesOf(from), minutesOf(to)];
    const overMidnight = closes <= opens ? DAY_MS : 0;
    return [clock.firstInstantAt(day + opens), clock.firstInstantAt(day + overMidnight + closes)];
  });
  return intervals.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0]);
}

function append(intervals: Interval[], [start, end]: Interval): void {
  const last = intervals.at(-1);
  if (last === undefined || start > last[1]) intervals.push([start, end]);
  else last[1] = Math.max(last[1], end);
}

/** The next windows from `fromMs` on, one more than a job may carry where there are so many. */
function nextWindows(rules: readonly WindowRule[], zone: string, fromMs: number): Interval[] {
  const intervals: Interval[] = [];
  if (rules.length === 0) return intervals;
  const clock = new WallClock(zone);
  const today = Math.floor(clock.timeAt(fromMs) / DAY_MS) * DAY_MS;
  for (let n = -1; n < HORIZON_DAYS && intervals.length <= MOST_INTERVALS; n += 1) {
    for (const interval of windowsOf(today + n * DAY_MS, rules, clock)) {
      if (interval[1] > fromMs) append(intervals, interval);
    }
  }
  return intervals.slice(0, MOST_INTERVALS + 1);
}

/**
 * When changes may start on a machine in this zone, from `fromMs` on, the next 64 at most; the one that is open then
 * comes whole. A window opens on the days of its rule at the first moment at which the machine's clock shows `from` or
 * later, and closes at the first at which it shows `to` or later, of the next day where `to` is not after `from`.
 * Windows that touch are one. With rules it is never empty, so that it can't be taken for "at any time".
 */
export function expandWindows(rules: readonly WindowRule[], zone: string, fromMs: number): Interval[] {
  return nextWindows(rules, zone, fromMs).slice(0, MOST_INTERVALS);
}

/** When the first window opens that no job made at `fromMs` can tell of any more; null: there is none. */
export function firstWindowUntold(rules: readonly WindowRule[], zone: string, fromMs: number): number | null {
  return nextWindows(rules, zone, fromMs)[MOST_INTERVALS]?.[0] ?? null;
}
