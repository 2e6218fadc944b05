import type { Prisma } from '@teredo-fleet/db';
import { defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { namesOf } from '../user/names';
import type { ReportScheduleView } from '../views';
import { shownTarget } from './shown-target';
import { requireEveryScope } from './whole-installation';

/** All that people may see: the secret of a webhook is for the engine alone. */
export const SCHEDULE_COLUMNS = {
  id: true,
  name: true,
  filter: true,
  format: true,
  every: true,
  hour: true,
  timeZone: true,
  kind: true,
  target: true,
  createdById: true,
  nextAt: true,
  askedAt: true,
  sentAt: true,
  failingAt: true,
  failure: true,
} as const satisfies Prisma.ReportScheduleSelect;

type Row = Prisma.ReportScheduleGetPayload<{ select: typeof SCHEDULE_COLUMNS }>;

function view(row: Row, names: ReadonlyMap<string, string>): ReportScheduleView {
  const { id, name, hour, timeZone, target, failingAt, failure } = row;
  return {
    id,
    name,
    filter: row.filter as ReportScheduleView['filter'],
    format: row.format as ReportScheduleView['format'],
    every: row.every as ReportScheduleView['every'],
    hour,
    timeZone,
    kind: row.kind as ReportScheduleView['kind'],
    target: shownTarget(row.kind, target),
    createdBy: names.get(row.createdById) ?? row.createdById,
    nextAt: iso(row.nextAt),
    isAsked: row.askedAt !== null,
    sentAt: isoOrNull(row.sentAt),
    failing: failingAt === null ? null : { since: iso(failingAt), why: failure ?? '' },
  };
}

/** Reports that are sent on a schedule, by name. */
export const listReportSchedules = defineQuery('reportSchedule.list', async (call) => {
  requireEveryScope(call);
  const rows = await call.tx.reportSchedule.findMany({ select: SCHEDULE_COLUMNS, orderBy: { name: 'asc' } });
  const names = await namesOf(
    call.tx,
    rows.map(({ createdById }) => createdById),
  );
  return { rows: rows.map((row) => view(row, names)) };
});
