import {
  type BundleFile,
  type BundleFileName,
  csvHeading,
  csvRecord,
  RECORD_END,
  type Table,
} from '@teredo-fleet/evidence';
import { RowFile } from './row-file';

/** A table as CSV, thing by thing. */
export class TableFile<T> {
  private constructor(
    readonly table: Table<T>,
    readonly rows: RowFile,
  ) {}

  static async create<T>(folder: string, name: BundleFileName, table: Table<T>): Promise<TableFile<T>> {
    const rows = await RowFile.create(folder, name);
    await rows.write(csvHeading(table.columns));
    return new TableFile(table, rows);
  }

  async add(thing: T): Promise<void> {
    for (const { key, cells } of this.table.records(thing)) {
      await this.rows.writeRow(key, csvRecord(cells));
      await this.rows.write(RECORD_END);
    }
  }

  finish(): Promise<BundleFile> {
    return this.rows.finish();
  }

  abandon(): Promise<void> {
    return this.rows.abandon();
  }
}
