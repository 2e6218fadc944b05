import { buildJobReport, reportRows } from '@teredo-fleet/evidence';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { requireUser } from '../core/require-user';
import { sha256 } from '../core/sha256';
import type { ExportedReport } from '../outputs';
import { rolloutHead, rolloutJobs } from '../rollout/rollout-view';
import { scopeNames } from '../scope/names';
import { toCsv } from './to-csv';

const TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

/** The report of a rollout as a file. Who took it, and the SHA-256 of what they took, is an audit entry. */
export const exportReport = defineChange('report.export', async (call, { rolloutId, format }) => {
  const { name: generatedBy } = requireUser(call.actor);
  const { scopeId, hasWaves: _waves, ...head } = await rolloutHead(call, rolloutId);
  const view = { ...head, jobs: await rolloutJobs(call, rolloutId) };
  const scope = (await scopeNames(call.tx)).get(scopeId) ?? scopeId;
  const report = buildJobReport(view, { generatedAt: iso(call.now), generatedBy, scope });
  const body = format === 'csv' ? toCsv(reportRows(report)) : `${JSON.stringify(report, null, 2)}\n`;
  const result: ExportedReport = {
    fileName: `teredo-fleet-${rolloutId}.${format}`,
    contentType: TYPES[format],
    body,
  };
  return {
    result,
    entries: [
      entry({ kind: 'rollout', id: rolloutId, name: view.name }, scopeId, {
        after: { format, sha256: sha256(body).toString('hex'), counts: report.counts },
      }),
    ],
    wake: [],
    changed: [],
  };
});
