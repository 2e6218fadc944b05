import type { WindowRule } from './shapes';

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const SHORT = DAYS.map((day) => day.slice(0, 3));

/** `Mon to Fri`, `Sat, Sun`, `every day`: days from 1, Monday, as runs. */
export function dayWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.length === 7) return 'every day';
  if (sorted.length === 0) return 'no day';
  const runs: number[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs.map(runWords).join(', ');
}

function runWords(run: readonly number[]): string {
  const name = (day: number) => SHORT[day - 1] ?? String(day);
  const [first, last] = [run[0]!, run.at(-1)!];
  if (run.length === 1) return name(first);
  return run.length === 2 ? `${name(first)}, ${name(last)}` : `${name(first)} to ${name(last)}`;
}

/** Whether the window goes on into the next day. */
export function isOverMidnight({ from, to }: WindowRule): boolean {
  return to <= from;
}

/** `Mon to Fri, 22:00 to 06:00 the next day`. */
export function windowWords(window: WindowRule): string {
  const next = isOverMidnight(window) ? ' the next day' : '';
  return `${dayWords(window.days)}, ${window.from} to ${window.to}${next}`;
}

/** All windows of a plan in one line. */
export function windowsWords(windows: readonly WindowRule[]): string {
  return windows.length === 0 ? 'at any time' : windows.map(windowWords).join('; ');
}
