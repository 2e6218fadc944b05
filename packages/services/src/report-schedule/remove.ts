import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { SCHEDULE_COLUMNS } from './list';
import { shownTarget } from './shown-target';
import { requireEveryScope } from './whole-installation';

/** Nothing more is sent. */
export const removeReportSchedule = defineChange('reportSchedule.remove', async (call, { id }) => {
  requireEveryScope(call);
  const row = await call.tx.reportSchedule.findUnique({ where: { id }, select: SCHEDULE_COLUMNS });
  if (row === null) throw new NotFoundError('scheduled report');
  const { count } = await call.tx.reportSchedule.deleteMany({ where: { id } });
  if (count === 0) throw new NotFoundError('scheduled report');
  const { name, filter, format, every, hour, timeZone, kind, target } = row;
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'reportSchedule', id, name }, null, {
        before: { filter, format, every, hour, timeZone, kind, target: shownTarget(kind, target) },
      }),
    ],
    wake: [],
    changed: ['audit'],
  };
});
