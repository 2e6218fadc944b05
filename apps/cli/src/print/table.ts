import { visibleText } from './visible-text';

/** Rows below one another under their headings, columns as wide as their widest text; nothing is cut off. */
export function tableText(
  headings: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): string {
  const shown = rows.map((row) => row.map((cell) => visibleText(cell ?? '-')));
  const all = [headings, ...shown];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}

/** Names and values below one another. */
export function pairsText(pairs: readonly (readonly [string, string | null])[]): string {
  const widest = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(widest)}  ${visibleText(value ?? '-')}`).join('\n');
}
