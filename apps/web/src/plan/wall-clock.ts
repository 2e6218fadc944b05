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

/** Instants near which offsets of a zone stand, and those of them at which a clock there shows the text, whole minutes. */
function guessesOf(text: string, zone: string) {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  const all = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => asUtc - offsetAt(near, zone));
  return { all, exact: all.filter((guess) => wallText(guess, zone) === text) };
}

/**
 * The instant at which a clock in the zone shows the text; null where the text is none. A time that is shown twice is
 * the earlier one, one that is skipped is as long after the skip as it was written.
 */
export function instantOfWall(text: string, zone: string): number | null {
  const found = guessesOf(text, zone);
  if (found === null) return null;
  const { all, exact } = found;
  return exact.length > 0 ? Math.min(...exact) : Math.max(...all);
}

/** Whether this browser knows a zone by that name. */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Both instants at which a clock in the zone shows the text, seconds too where it has them; null unless it does so twice. */
export function instantsOfWallTwice(
  text: string,
  zone: string,
): readonly [first: number, second: number] | null {
  const found = isZone(zone) ? guessesOf(text.slice(0, 16), zone) : null;
  const [one, other] = found?.exact ?? [];
  if (one === undefined || other === undefined || one === other) return null;
  const seconds = Number(text.slice(17) || 0) * 1000;
  return [Math.min(one, other) + seconds, Math.max(one, other) + seconds];
}
