import { stringify } from 'csv-stringify/sync';

/** Control characters but line feed and tab: a file that is shown on a terminal must not steer it. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

/** The library quotes its own record delimiter alone; other readers end a record at any of these. */
const LINE_END = /[\r\n]/;

const BYTE_ORDER_MARK = '\uFEFF';

/** Ends every record, and stands nowhere else in a file. */
export const RECORD_END = '\r\n';

/** RFC 4180; a cell that a spreadsheet would take for a formula is escaped. Without the end of the record. */
export function csvRecord(cells: readonly string[]): string {
  const shown = cells.map((cell) => cell.replace(CONTROL, '\uFFFD'));
  return stringify([shown], {
    escape_formulas: true,
    quoted_match: LINE_END,
    record_delimiter: RECORD_END,
    eof: false,
  });
}

/** What a file begins with. */
export const csvHeading = (columns: readonly string[]): string =>
  `${BYTE_ORDER_MARK}${csvRecord(columns)}${RECORD_END}`;
