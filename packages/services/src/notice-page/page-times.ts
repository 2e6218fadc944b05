/** Times in the words of one reader and the time zone of one machine. */
export interface PageTimes {
  /** `Saturday, November 28, 2026 at 2:05 PM` */
  full(ms: number): string;
  /** The same with its zone, for a line that stands far from where the zone is named: `… at 2:05 PM GMT+1` */
  zoned(ms: number): string;
  /** For a choice among several. */
  short(ms: number): string;
  /** `2 hours`, `1 day and …` is said as `25 hours`: one number and one word. */
  duration(seconds: number): string;
  /** Name of the time zone, as people say it; null: the machine's is not known, and the times are in UTC. */
  zone: string | null;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The zone; null for one that is not known here. */
function knownZone(timeZone: string | null): string | null {
  if (timeZone === null) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function zoneWords(language: string, timeZone: string, now: number): string {
  if (timeZone === 'UTC') return 'UTC';
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'long' }).formatToParts(now);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return `${name} (${timeZone})`;
}

const script = (tag: string): string | undefined => new Intl.Locale(tag).maximize().script;

/** The tag by which times are written: the reader's, where the words beside them are of the same language and script. */
const localeOf = (words: string, reader: string): string =>
  words.split('-')[0] === reader.split('-')[0] && script(words) === script(reader) ? reader : words;

/** `words`: the tag of the words in which the times stand. */
export function pageTimes(
  { words, reader }: { words: string; reader: string },
  machineZone: string | null,
  now: number,
): PageTimes {
  const known = knownZone(machineZone);
  const timeZone = known ?? 'UTC';
  const locale = localeOf(words, reader);
  const time = { timeZone, hour: 'numeric', minute: '2-digit' } as const;
  const full = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' });
  const zoned = new Intl.DateTimeFormat(locale, {
    ...time,
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZoneName: 'short',
  });
  const short = new Intl.DateTimeFormat(locale, {
    ...time,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return {
    full: (ms) => full.format(ms),
    zoned: (ms) => zoned.format(ms),
    short: (ms) => short.format(ms),
    duration(seconds) {
      const [unit, size] = UNITS.find(([, size]) => seconds >= size && seconds % size === 0) ?? UNITS[3];
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
        seconds / size,
      );
    },
    zone: known && zoneWords(locale, known, now),
  };
}
