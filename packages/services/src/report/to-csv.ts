import { csvRecord, RECORD_END } from '@teredo-fleet/evidence';

interface CsvPart {
  /** Whether the file begins with it. */
  isFirst: boolean;
}

/** RFC 4180 with a byte order mark; a cell that a spreadsheet would take for a formula is escaped. */
export function toCsv(
  rows: readonly (readonly string[])[],
  { isFirst }: CsvPart = { isFirst: true },
): string {
  let text = isFirst ? '\uFEFF' : '';
  for (const row of rows) text += csvRecord(row) + RECORD_END;
  return text;
}
