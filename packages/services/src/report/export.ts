import { buildJobReport, reportRows } from '@teredo-fleet/evidence';
import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { fileNameOf } from '../core/recorded-file';
import { requireUser } from '../core/require-user';
import { sha256 } from '../core/sha256';
import { ConflictError } from '../errors';
import type { ParsedInput } from '../inputs';
import type { ExportedReport } from '../outputs';
import { toldKeptSince } from '../past/kept-since';
import { instantAsked } from '../past/moment';
import { type RolloutHead, rolloutHead, rolloutJobs } from '../rollout/rollout-view';
import { scopeNames } from '../scope/names';
import { rolloutThen } from './rollout-then';
import { toCsv } from './to-csv';

const TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

export interface MadeReport {
  file: ExportedReport;
  rollout: { name: string; scopeId: string };
  /** What the entry about it says. */
  told: { format: string; asOf?: string; sha256: string; counts: unknown };
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

type Asked = ParsedInput<'report.export'>;

const rolloutNow = async (call: Call, { scopeId: _, hasWaves: _waves, ...head }: RolloutHead) => ({
  ...head,
  jobs: await rolloutJobs(call, head.id),
});

/**
 * The report of a rollout as it is or was at a moment, for whoever may see that rollout. Throws ConflictError for one that is too large
 * for it, InvalidError for a moment that is none or before it started.
 */
export async function makeReport(call: Call, asked: Asked, generatedBy: string): Promise<MadeReport> {
  const { rolloutId, format } = asked;
  const head = await rolloutHead(call, rolloutId);
  const { name, scopeId } = head;
  const then = instantAsked(asked, call.now);
  await requireRoom(call, rolloutId);
  const rollout = then === null ? await rolloutNow(call, head) : await rolloutThen(call, head, then);
  const asOf = then ?? call.now;
  const report = buildJobReport(rollout, {
    generatedAt: iso(call.now),
    asOf: iso(asOf),
    toldKeptSince: await toldKeptSince(call.tx),
    generatedBy,
    scope: (await scopeNames(call.tx)).get(scopeId) ?? scopeId,
  });
  const body = format === 'csv' ? toCsv(reportRows(report)) : `${JSON.stringify(report, null, 2)}\n`;
  const fileName =
    then === null ? `teredo-fleet-${rolloutId}.${format}` : fileNameOf(rolloutId, then, format);
  return {
    file: { fileName, contentType: TYPES[format], body },
    rollout: { name, scopeId },
    told: {
      format,
      ...(then === null ? {} : { asOf: iso(then) }),
      sha256: sha256(body).toString('hex'),
      counts: report.counts,
    },
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
