import { stringify } from 'csv-stringify/sync';

/** Control characters but line feed and tab: a file that is shown on a terminal must not steer it. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

/** RFC 4180 with a byte order mark; a cell that a spreadsheet would take for a formula is escaped. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map((cell) => cell.replace(CONTROL, '\uFFFD')));
  return stringify(shown, { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
