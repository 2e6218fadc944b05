import type { Tone } from '@teredo-fleet/ui';
import { CalendarClock, CalendarX2, type LucideIcon, Snowflake } from 'lucide-react';

export type FreezeTime = 'now' | 'to-come' | 'past';

const LOOKS: Record<FreezeTime, { word: string; icon: LucideIcon; tone: Tone }> = {
  now: { word: 'Holds now', icon: Snowflake, tone: 'info' },
  'to-come': { word: 'To come', icon: CalendarClock, tone: 'accent' },
  past: { word: 'Past', icon: CalendarX2, tone: 'idle' },
};

/** Where a freeze lies in time; its last instant is not part of it. */
export function freezeTime({ from, to }: { from: string; to: string }, nowMs: number): FreezeTime {
  if (Date.parse(to) <= nowMs) return 'past';
  return Date.parse(from) <= nowMs ? 'now' : 'to-come';
}

export const freezeLook = (time: FreezeTime) => LOOKS[time];

const ORDER: readonly FreezeTime[] = ['now', 'to-come', 'past'];

/** What holds now first, then what comes next; what is past last, the newest of it first. */
export function sortFreezes<T extends { from: string; to: string }>(rows: readonly T[], nowMs: number): T[] {
  return [...rows].sort((a, b) => {
    const [left, right] = [freezeTime(a, nowMs), freezeTime(b, nowMs)];
    if (left !== right) return ORDER.indexOf(left) - ORDER.indexOf(right);
    const later = Date.parse(a.from) - Date.parse(b.from);
    return left === 'past' ? -later : later;
  });
}
