const UNITS = [
  ['day', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

/** How much a clock is off, in its largest whole unit: `7 min behind`. */
export function skewWords(skewMs: number): string {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const way = skewMs > 0 ? 'ahead' : 'behind';
  for (const [unit, size] of UNITS) {
    const count = Math.round(seconds / size);
    if (seconds >= size) return `${count} ${unit === 'day' && count > 1 ? 'days' : unit} ${way}`;
  }
  return `${seconds} s ${way}`;
}

/** What a wrong clock means here. */
export const WRONG_CLOCK =
  'Changes go by the server’s time and are not affected. Certificates, sign-ins and logs on this machine may be: set its clock.';
