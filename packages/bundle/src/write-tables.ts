import {
  type BundleFile,
  ENTRY_TABLE,
  MACHINE_TABLE,
  RECEIPT_TABLE,
  type RolloutReport,
  type RolloutSummary,
} from '@teredo-fleet/evidence';
import type { BundleContent } from './bundle-content';
import { ReportFile } from './report-file';
import { TableFile } from './table-file';

/** What was counted and what was written are not the same: the bundle is not made. */
export class BundleCountsError extends Error {
  readonly code = 'bundle-counts';
}

function compare(what: string, counted: number, written: number): void {
  if (counted === written) return;
  throw new BundleCountsError(
    `${counted} ${what} were counted and ${written} were written. Ask for the bundle again; if it happens again, tell whoever makes this program.`,
  );
}

interface WithMachines {
  report: ReportFile;
  machines: TableFile<Parameters<ReportFile['add']>[0]>;
  receipts: TableFile<Parameters<ReportFile['add']>[0]>;
}

async function openMachineFiles(folder: string, report: RolloutReport): Promise<WithMachines> {
  return {
    report: await ReportFile.create(folder, report),
    machines: await TableFile.create(folder, 'machines.csv', MACHINE_TABLE),
    receipts: await TableFile.create(folder, 'receipts.csv', RECEIPT_TABLE),
  };
}

/** Writes `report.json`, `machines.csv` and `receipts.csv` in one go through the machines. */
async function writeMachines(
  folder: string,
  { report, machines }: BundleContent,
  summary: RolloutSummary,
): Promise<BundleFile[]> {
  const files = await openMachineFiles(folder, report);
  const each = [files.report, files.machines, files.receipts];
  try {
    for await (const machine of machines()) {
      summary.add(machine);
      for (const file of each) await file.add(machine);
    }
  } catch (error) {
    for (const file of each) await file.abandon();
    throw error;
  }
  const finished: BundleFile[] = [];
  for (const file of each) finished.push(await file.finish());
  compare('machines', report.counts.machines, finished[0]!.rows!);
  compare('receipts', report.counts.receipts, finished[2]!.rows!);
  return finished;
}

async function writeEntries(folder: string, { report, entries }: BundleContent): Promise<BundleFile> {
  const file = await TableFile.create(folder, 'audit.csv', ENTRY_TABLE);
  try {
    for await (const placed of entries()) await file.add(placed);
  } catch (error) {
    await file.abandon();
    throw error;
  }
  const finished = await file.finish();
  compare('entries', report.counts.entries, finished.rows!);
  return finished;
}

/** Writes the files that have rows, in their order, and adds the machines up. Throws BundleCountsError. */
export async function writeTables(
  folder: string,
  content: BundleContent,
  summary: RolloutSummary,
): Promise<BundleFile[]> {
  return [...(await writeMachines(folder, content, summary)), await writeEntries(folder, content)];
}
