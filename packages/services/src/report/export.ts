import { buildJobReport, reportRows } from '@teredo-fleet/evidence';
import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { requireUser } from '../core/require-user';
import { sha256 } from '../core/sha256';
import { ConflictError } from '../errors';
import type { ParsedInput } from '../inputs';
import type { ExportedReport } from '../outputs';
import { rolloutHead, rolloutJobs } from '../rollout/rollout-view';
import { scopeNames } from '../scope/names';
import { toCsv } from './to-csv';

const TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

export interface MadeReport {
  file: ExportedReport;
  rollout: { name: string; scopeId: string };
  /** What the entry about it says. */
  told: { format: string; sha256: string; counts: unknown };
}

/** These files are made in memory; the tables of an evidence bundle are not. */
const MOST_JOBS = 20_000;

async function requireRoom({ tx }: Call, rolloutId: string): Promise<void> {
  const jobs = await tx.job.count({ where: { rolloutId } });
  if (jobs <= MOST_JOBS) return;
  throw new ConflictError(
    `This rollout has ${jobs.toLocaleString('en-GB')} changes, more than fit this file. Take its evidence bundle: machines.csv and report.json there have them all.`,
  );
}

/** The report of a rollout, for whoever may see that rollout. Throws ConflictError for one that is too large for it. */
export async function makeReport(
  call: Call,
  { rolloutId, format }: ParsedInput<'report.export'>,
  generatedBy: string,
): Promise<MadeReport> {
  const { scopeId, hasWaves: _waves, ...head } = await rolloutHead(call, rolloutId);
  await requireRoom(call, rolloutId);
  const view = { ...head, jobs: await rolloutJobs(call, rolloutId) };
  const scope = (await scopeNames(call.tx)).get(scopeId) ?? scopeId;
  const report = buildJobReport(view, { generatedAt: iso(call.now), generatedBy, scope });
  const body = format === 'csv' ? toCsv(reportRows(report)) : `${JSON.stringify(report, null, 2)}\n`;
  return {
    file: { fileName: `teredo-fleet-${rolloutId}.${format}`, contentType: TYPES[format], body },
    rollout: { name: view.name, scopeId },
    told: { format, sha256: sha256(body).toString('hex'), counts: report.counts },
  };
}

/** The report of a rollout as a file. Who took it, and the SHA-256 of what they took, is an audit entry. */
export const exportReport = defineChange('report.export', async (call, asked) => {
  const { file, rollout, told } = await makeReport(call, asked, requireUser(call.actor).name);
  return {
    result: file,
    entries: [
      entry({ kind: 'rollout', id: asked.rolloutId, name: rollout.name }, rollout.scopeId, { after: told }),
    ],
    wake: [],
    changed: [],
  };
});
