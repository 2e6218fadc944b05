import { WallClock } from '../plan/wall-clock';

export interface Rhythm {
  every: 'day' | 'week' | 'month';
  /** Of the day, 0 to 23. */
  hour: number;
  /** IANA name. */
  timeZone: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const isDue = (day: Date, every: Rhythm['every']): boolean => {
  if (every === 'day') return true;
  return every === 'week' ? day.getUTCDay() === 1 : day.getUTCDate() === 1;
};

/** The first moment after `after` at which it is this hour on a day, a Monday or a first of the month, in that zone. */
export function nextTime({ every, hour, timeZone }: Rhythm, after: Date): Date {
  const clock = new WallClock(timeZone);
  const today = Math.floor(clock.timeAt(after.getTime()) / DAY_MS) * DAY_MS;
  for (let day = today; ; day += DAY_MS) {
    if (!isDue(new Date(day), every)) continue;
    const at = clock.firstInstantAt(day + hour * HOUR_MS);
    if (at > after.getTime()) return new Date(at);
  }
}
