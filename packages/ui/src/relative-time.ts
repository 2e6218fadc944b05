const units: readonly [limitMs: number, sizeMs: number, unit: string][] = [
  [60_000, 1000, 's'],
  [3_600_000, 60_000, 'min'],
  [86_400_000, 3_600_000, 'h'],
  [60 * 86_400_000, 86_400_000, 'd'],
  [Number.POSITIVE_INFINITY, 30 * 86_400_000, 'mo'],
];

/** `25 min`: a length of time in whole units of the largest kind that it fills. */
export function durationText(ms: number): string {
  const [, size, unit] = units.find(([limit]) => ms < limit)!;
  return `${Math.floor(ms / size)} ${unit}`;
}

/** Until then what is waited for is told in minutes: of 119 of them "1 h" would be half. */
const IN_MINUTES_MS = 3 * 3_600_000;

function waitText(ms: number): string {
  return ms >= 60_000 && ms < IN_MINUTES_MS ? `${Math.floor(ms / 60_000)} min` : durationText(ms);
}

/** `4 s ago`, `in 93 min`; within two seconds `now`. Both in milliseconds since the epoch. */
export function relativeTime(ms: number, nowMs: number): string {
  const distance = Math.abs(nowMs - ms);
  if (distance < 2000) return 'now';
  return ms <= nowMs ? `${durationText(distance)} ago` : `in ${waitText(distance)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * `23 Nov 2026, 14:05:09 (UTC)`, in one IANA zone that it names. Made of numbers alone: words and marks of a locale
 * differ between the releases that server and browser have of it.
 */
export function absoluteTime(ms: number, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = format.formatToParts(ms).map(({ type, value }) => [type, value.padStart(2, '0')]);
  const { day, month, year, hour, minute, second } = Object.fromEntries(parts);
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}, ${hour}:${minute}:${second} (${zone})`;
}
