const MINUTE_MS = 60_000;

/** `2026-11-26T22:00` as a clock in the zone shows it. */
export function wallText(ms: number, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${part.year?.padStart(4, '0')}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

const offsetAt = (ms: number, zone: string) => Date.parse(`${wallText(ms, zone)}Z`) - floorMinute(ms);
const floorMinute = (ms: number) => Math.floor(ms / MINUTE_MS) * MINUTE_MS;

/**
 * The instant at which a clock in the zone shows the text; null where the text is none. A time that is shown twice is
 * the earlier one, one that is skipped is as long after the skip as it was written.
 */
export function instantOfWall(text: string, zone: string): number | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  const guesses = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => asUtc - offsetAt(near, zone));
  const exact = guesses.filter((guess) => wallText(guess, zone) === text);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...guesses);
}
