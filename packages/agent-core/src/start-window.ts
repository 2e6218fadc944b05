import type { JobOrder } from './order';

/**
 * The earliest instant from `fromMs` on at which the change may start: not before `notBefore`, inside a window (when
 * there are any; a window's end is outside it), before `notAfter`. null when there is none left.
 */
export function earliestStart(order: JobOrder, fromMs: number): number | null {
  const from = Math.max(fromMs, order.notBefore);
  if (from >= order.notAfter) return null;
  if (order.windows.length === 0) return from;
  let earliest: number | null = null;
  for (let index = 0; index < order.windows.length; index += 1) {
    const [start, end] = order.windows[index] as [number, number];
    const at = Math.max(from, start);
    if (at < end && at < order.notAfter && (earliest === null || at < earliest)) earliest = at;
  }
  return earliest;
}
