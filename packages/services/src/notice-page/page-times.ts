/** Times in the words of one language and the time zone of one machine. */
export interface PageTimes {
  /** `Saturday, November 28, 2026 at 2:05 PM` */
  full(ms: number): string;
  /** For a choice among several. */
  short(ms: number): string;
  /** As the dialog on the machine writes it: `2026-11-28 14:05`. */
  minute(ms: number): string;
  /** `2 hours`, `1 day and …` is said as `25 hours`: one number and one word. */
  duration(seconds: number): string;
  /** Name of the time zone, as people say it. */
  zone: string;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The zone, or UTC for one that is not known here. */
function usableZone(timeZone: string | null): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timeZone ?? 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

function zoneWords(language: string, timeZone: string, now: number): string {
  if (timeZone === 'UTC') return 'UTC';
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'long' }).formatToParts(now);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return `${name} (${timeZone})`;
}

function minuteIn(timeZone: string, ms: number): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`;
}

export function pageTimes(language: string, machineZone: string | null, now: number): PageTimes {
  const timeZone = usableZone(machineZone);
  const full = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'full', timeStyle: 'short' });
  const short = new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  return {
    full: (ms) => full.format(ms),
    short: (ms) => short.format(ms),
    minute: (ms) => minuteIn(timeZone, ms),
    duration(seconds) {
      const [unit, size] = UNITS.find(([, size]) => seconds >= size && seconds % size === 0) ?? UNITS[3];
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
        seconds / size,
      );
    },
    zone: zoneWords(language, timeZone, now),
  };
}
