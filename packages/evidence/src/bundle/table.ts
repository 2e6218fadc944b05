/** A table of texts for spreadsheets: its headings, and how a thing becomes records. */
export interface Table<T> {
  columns: readonly string[];
  records(thing: T): TableRecord[];
}

/** `key`: what the record is about. As many cells as the table has columns. */
export interface TableRecord {
  key: string;
  cells: string[];
}

export const NOTHING = '';

export const cell = (value: string | number | null): string => (value === null ? NOTHING : String(value));

export const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** A value that has no form of its own in a table, as JSON. */
export const jsonCell = (value: unknown): string =>
  value === null || value === undefined ? NOTHING : JSON.stringify(value);
