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

/** By more than this no clocks are put back. */
const MOST_PUT_BACK_MS = 3 * 3_600_000;

type WallParts = Record<'day' | 'month' | 'year' | 'hour' | 'minute' | 'second', string>;

/** Made of numbers alone: words and marks of a locale differ between the releases that server and browser have of it. */
function wallIn(zone: string): (ms: number) => WallParts {
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
  return (ms) =>
    Object.fromEntries(
      format.formatToParts(ms).map(({ type, value }) => [type, value.padStart(2, '0')]),
    ) as WallParts;
}

/** By how much a clock is ahead of UTC. */
function aheadMs({ day, month, year, hour, minute, second }: WallParts, ms: number): number {
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return wall - Math.floor(ms / 1000) * 1000;
}

/** Whether the clock shows this time of day twice: it was put back a short while ago, or soon is. */
function isShownTwice(ms: number, ahead: (ms: number) => number): boolean {
  const now = ahead(ms);
  return [-MOST_PUT_BACK_MS, MOST_PUT_BACK_MS].some((by) => {
    const then = ahead(ms + by);
    const putBack = by < 0 ? then - now : now - then;
    return putBack > 0 && ahead(ms + Math.sign(by) * putBack) === then;
  });
}

/** `UTC+2`, `UTC+5:30`. */
function offsetText(ahead: number): string {
  const minutes = Math.abs(ahead) / 60_000;
  const rest = minutes % 60;
  return `UTC${ahead < 0 ? '-' : '+'}${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/**
 * `23 Nov 2026, 14:05:09 (UTC)`, in one IANA zone that it names; where the clocks there were put back and showed the time twice,
 * with which of the two it is: `25 Oct 2026, 02:30:00 (Europe/Oslo, UTC+2)`.
 */
export function absoluteTime(ms: number, zone: string): string {
  const wall = wallIn(zone);
  const { day, month, year, hour, minute, second } = wall(ms);
  const ahead = (at: number) => aheadMs(wall(at), at);
  const which = isShownTwice(ms, ahead) ? `, ${offsetText(ahead(ms))}` : '';
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}, ${hour}:${minute}:${second} (${zone}${which})`;
}
