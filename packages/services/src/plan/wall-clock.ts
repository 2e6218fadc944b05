const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A date and a time of day as a clock on the wall shows them, as the milliseconds that they would be in UTC. */
export type WallTime = number;

/** Reads wall clocks of one IANA zone by this system's time zone database. Throws RangeError for an unknown zone. */
export class WallClock {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** What the clock shows at an instant, in whole seconds. */
  timeAt(atMs: number): WallTime {
    const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of this.#format.formatToParts(atMs)) shown[type] = Number(value);
    const { year, month, day, hour, minute, second } = shown;
    return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!);
  }

  /**
   * The first instant of its day at which the clock shows this time or a later one: where summer time skips the time, the
   * moment of the skip; where the time comes twice, its first time.
   */
  firstInstantAt(time: WallTime): number {
    const before = this.#offsetAt(time - DAY_MS);
    const after = this.#offsetAt(time + DAY_MS);
    const [early, late] = [time - Math.max(before, after), time - Math.min(before, after)];
    if (this.timeAt(early) >= time) return early;
    return this.timeAt(late - 1000) < time ? late : this.#turn(early, late);
  }

  #offsetAt(atMs: number): number {
    return this.timeAt(atMs) - Math.floor(atMs / 1000) * 1000;
  }

  /** The minute between two instants in which the clock is put forward. */
  #turn(beforeMs: number, afterMs: number): number {
    const offset = this.#offsetAt(afterMs);
    let [low, high] = [beforeMs, afterMs];
    while (high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
      if (this.#offsetAt(middle) === offset) high = middle;
      else low = middle;
    }
    return high;
  }
}
