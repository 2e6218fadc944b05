import type { FleetDays } from '@/trpc/shapes';

const DAY_MS = 86_400_000;

/** Every day of a span that ends today, by UTC, in order; null where nobody counted. */
export function everyDay<D extends { day: string }>(
  days: readonly D[],
  at: string,
  span: number,
): (D | null)[] {
  const known = new Map(days.map((one) => [one.day, one]));
  const today = Date.parse(`${at.slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: span }, (_, index) => {
    const day = new Date(today - (span - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return known.get(day) ?? null;
  });
}

export const isToday = (day: string, { at }: Pick<FleetDays, 'at'>): boolean => day === at.slice(0, 10);
