import {
  type BundleFile,
  canonicalJson,
  type ReportedMachine,
  type RolloutReport,
} from '@teredo-fleet/evidence';
import { RowFile } from './row-file';

const member = (name: string, value: unknown): string => `${JSON.stringify(name)}:${canonicalJson(value)}`;

/** `report.json`: a line for each member of the report, then one for each machine. */
export class ReportFile {
  #machines = 0;

  private constructor(readonly rows: RowFile) {}

  static async create(folder: string, report: RolloutReport): Promise<ReportFile> {
    const rows = await RowFile.create(folder, 'report.json');
    const members = Object.entries(report).map(([name, value]) => member(name, value));
    await rows.write(`{${members.join(',\n')},\n"machines":[`);
    return new ReportFile(rows);
  }

  async add(machine: ReportedMachine): Promise<void> {
    await this.rows.write(this.#machines === 0 ? '\n' : ',\n');
    await this.rows.writeRow(machine.id, canonicalJson(machine));
    this.#machines += 1;
  }

  async finish(): Promise<BundleFile> {
    await this.rows.write('\n]}\n');
    return this.rows.finish();
  }

  abandon(): Promise<void> {
    return this.rows.abandon();
  }
}
