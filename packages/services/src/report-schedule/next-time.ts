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

/** The first due moment on the day of `from` or `step` days on, and so forth, that fits. */
function findTime(
  { every, hour, timeZone }: Rhythm,
  from: Date,
  step: 1 | -1,
  fits: (at: number) => boolean,
): Date {
  const clock = new WallClock(timeZone);
  const today = Math.floor(clock.timeAt(from.getTime()) / DAY_MS) * DAY_MS;
  for (let day = today; ; day += step * DAY_MS) {
    if (!isDue(new Date(day), every)) continue;
    const at = clock.firstInstantAt(day + hour * HOUR_MS);
    if (fits(at)) return new Date(at);
  }
}

/** The first moment after `after` at which it is this hour on a day, a Monday or a first of the month, in that zone. */
export const nextTime = (rhythm: Rhythm, after: Date): Date =>
  findTime(rhythm, after, 1, (at) => at > after.getTime());

/** The newest such moment that is not after `by`: where the period begins that is under way then. */
export const lastTime = (rhythm: Rhythm, by: Date): Date =>
  findTime(rhythm, by, -1, (at) => at <= by.getTime());
