import { iso } from '../core/instants';
import { InvalidError } from '../errors';
import { isTimeZone } from '../plan/time-zone';
import { WallClock } from '../plan/wall-clock';

const MINUTE_MS = 60_000;
/** By how much clocks are put back, anywhere. */
const PUT_BACK_MS = [30, 60, 120, 180].map((minutes) => minutes * MINUTE_MS);

/** A moment as people say it: an instant, or what a clock on the wall of a time zone shows. */
export interface AskedMoment {
  /** ISO 8601, with an offset, or without one and with `timeZone`. */
  at: string;
  /** IANA name. */
  timeZone?: string | undefined;
  /** Where the clock shows the time twice: the second of them. */
  later?: boolean | undefined;
}

export interface Moment {
  instant: Date;
  /** The clock shows this time twice that day; this is when else. */
  otherwise: Date | null;
}

const refuse = (field: string, message: string, hint: string): InvalidError =>
  new InvalidError(`${message} ${hint}`, { [field]: message });

/** Which of two moments is asked for, as what is wrong with it is told. */
type MomentField = 'at' | 'until';

function onTheWall(
  { at, later }: { at: string; later: boolean },
  timeZone: string,
  field: MomentField,
): Moment {
  const clock = new WallClock(timeZone);
  const wall = Date.parse(`${at}Z`);
  const first = clock.firstInstantAt(wall);
  // The clock shows whole seconds.
  const shown = Math.floor(wall / 1000) * 1000;
  if (clock.timeAt(first) !== shown) {
    const next = iso(new Date(clock.timeAt(first)))
      .slice(0, 16)
      .replace('T', ' ');
    throw refuse(
      field,
      `The clocks of ${timeZone} were put forward then: they never showed that time, but went on at ${next}.`,
      'Ask for that time or an earlier one.',
    );
  }
  const again = PUT_BACK_MS.map((ms) => first + ms).find((ms) => clock.timeAt(ms) === shown) ?? null;
  if (again === null) return { instant: new Date(first), otherwise: null };
  const [instant, otherwise] = later ? [again, first] : [first, again];
  return { instant: new Date(instant), otherwise: new Date(otherwise) };
}

function anywhere({ at, timeZone, later = false }: AskedMoment, field: MomentField): Moment {
  if (/(Z|[+-]\d\d:\d\d)$/.test(at)) return { instant: new Date(Date.parse(at)), otherwise: null };
  if (timeZone === undefined || !isTimeZone(timeZone)) {
    const message =
      timeZone === undefined ? 'The time names no time zone.' : `${timeZone} is no time zone known here.`;
    throw refuse(
      'timeZone',
      message,
      'Name one such as Europe/Oslo, or write the time with its offset, as in 2026-03-31T12:00:00+02:00.',
    );
  }
  return onTheWall({ at, later }, timeZone, field);
}

/**
 * The instant that is meant.
 *
 * @throws InvalidError for one that is yet to come, that the clocks never showed, or of an unknown time zone.
 */
export function momentOf(asked: AskedMoment, now: Date, field: MomentField = 'at'): Moment {
  const found = anywhere(asked, field);
  if (found.instant <= now) return found;
  throw refuse(
    field,
    'That moment is yet to come.',
    `It is ${iso(now).slice(0, 16).replace('T', ' ')} UTC now: ask for an earlier one.`,
  );
}

/**
 * The instant that a file is asked to be of; null: now, where no moment is named.
 *
 * @throws InvalidError as `momentOf`, and for a clock without a moment.
 */
export function instantAsked({ at, timeZone, later }: Partial<AskedMoment>, now: Date): Date | null {
  if (at !== undefined) return momentOf({ at, timeZone, later }, now).instant;
  if (timeZone === undefined && later === undefined) return null;
  const message = 'A time zone is of a moment, as is which of two is meant, and no moment is named.';
  throw new InvalidError(`${message} Name the moment too (at), or leave timeZone and later out.`, {
    at: message,
  });
}
