import { stringify } from 'csv-stringify/sync';

/** RFC 4180 with a byte order mark; a cell that a spreadsheet would take for a formula is escaped. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
