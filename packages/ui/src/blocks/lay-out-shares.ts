/** Room that a share takes at least, in hundredths of the bar. */
const LEAST = 1.5;

export interface Laid {
  /** Both in hundredths of the bar. */
  from: number;
  width: number;
}

/** Where each share lies on a bar of 100; shares of nothing take no room. */
export function layOutShares<T extends { value: number }>(shares: readonly T[]): (T & Laid)[] {
  const shown = shares.filter(({ value }) => value > 0);
  const total = shown.reduce((sum, { value }) => sum + value, 0);
  const widths = shown.map(({ value }) => Math.max(LEAST, (100 * value) / total));
  const scale = 100 / widths.reduce((sum, width) => sum + width, 0);
  let from = 0;
  return shown.map((share, index) => {
    const width = (widths[index] ?? 0) * scale;
    const laid = { ...share, from, width };
    from += width;
    return laid;
  });
}
