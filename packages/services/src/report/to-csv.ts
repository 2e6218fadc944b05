import { stringify } from 'csv-stringify/sync';

/** Control characters but line feed and tab: a file that is shown on a terminal must not steer it. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

interface CsvPart {
  /** Whether the file begins with it. */
  isFirst: boolean;
}

/** RFC 4180 with a byte order mark; a cell that a spreadsheet would take for a formula is escaped. */
export function toCsv(
  rows: readonly (readonly string[])[],
  { isFirst }: CsvPart = { isFirst: true },
): string {
  const shown = rows.map((row) => row.map((cell) => cell.replace(CONTROL, '\uFFFD')));
  return stringify(shown, {
    bom: isFirst,
    escape_formulas: true,
    // The library quotes its own record delimiter alone; other readers end a record at any of these.
    quoted_match: /[\r\n]/,
    record_delimiter: 'windows',
  });
}
