const UNITS: readonly [seconds: number, one: string, many: string][] = [
  [86_400, 'day', 'days'],
  [3_600, 'hour', 'hours'],
  [60, 'minute', 'minutes'],
  [1, 'second', 'seconds'],
];

/** A length of time in the largest unit that says it exactly: `90 minutes`, `2 days`. */
export function spanWords(seconds: number): string {
  if (seconds === 0) return 'no time';
  const [size, one, many] = UNITS.find(([unit]) => seconds % unit === 0)!;
  const count = seconds / size;
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** A length of time, milliseconds, rounded to two digits of the unit that suits it: `95 minutes`, `13 days`. */
export function roughSpanWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const unit = UNITS.find(([size]) => seconds >= 2 * size)?.[0] ?? 1;
  return spanWords(Math.round(seconds / unit) * unit);
}
