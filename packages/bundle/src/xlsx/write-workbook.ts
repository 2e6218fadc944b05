import type { BundleFile, RolloutReport } from '@teredo-fleet/evidence';
import { MACHINE_TABLE } from '@teredo-fleet/evidence';
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import type { BundleContent } from '../bundle-content';
import { HashedFile } from '../hashed-file';
import { sheetCell } from './sheet-cell';
import { columnsOf, workbookSheets } from './workbook-sheets';

/** Rows of all tables up to which a workbook is made in memory, with a sheet for each. */
const ROWS_IN_MEMORY = 20_000;

const rowsOf = ({ attempts, machines, receipts, entries }: RolloutReport['counts']): number =>
  attempts + machines + receipts + entries;

/** What a sheet takes beside its heading; a file with more is refused by the programs that open it. */
const ROWS_OF_A_SHEET = 1_048_575;
const FULL = '… (a sheet takes no more rows: machines.csv has all of them)';

/** The rows of the machines, as many as a sheet takes; when there are more, the last one says so. */
export async function* machineRows(
  { machines }: Pick<BundleContent, 'machines'>,
  most = ROWS_OF_A_SHEET,
): AsyncGenerator<string[]> {
  let waiting: string[] | null = null;
  let given = 0;
  for await (const machine of machines()) {
    for (const { cells } of MACHINE_TABLE.records(machine)) {
      if (given === most - 1 && waiting !== null) return yield [FULL];
      if (waiting !== null) {
        yield waiting;
        given += 1;
      }
      waiting = cells.map(sheetCell);
    }
  }
  if (waiting !== null) yield waiting;
}

/** Constant memory takes one table: the machines. The others are in the CSV files. */
function streamedWorkbook(content: BundleContent): AsyncIterable<Uint8Array> {
  const columns = columnsOf(MACHINE_TABLE.columns);
  return writeXlsxStream(machineRows(content), {
    name: 'Machines',
    columns,
    freezePane: { rows: 1 },
    zip64: true,
  });
}

/** Writes `report.xlsx`: a sheet a table, or, of a rollout too large for that, the machines alone. */
export async function writeWorkbook(folder: string, content: BundleContent): Promise<BundleFile> {
  const file = await HashedFile.create(`${folder}/report.xlsx`);
  try {
    if (rowsOf(content.report.counts) <= ROWS_IN_MEMORY) {
      await file.write(await writeXlsx({ sheets: await workbookSheets(content) }));
    } else for await (const part of streamedWorkbook(content)) await file.write(part);
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return { name: 'report.xlsx', ...(await file.finish()), rows: null };
}
