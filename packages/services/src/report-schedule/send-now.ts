import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { requireEveryScope } from './whole-installation';

/** Has what came since the last time sent now; the schedule stays as it is. */
export const sendReportNow = defineChange('reportSchedule.send', async (call, { id }) => {
  requireEveryScope(call);
  const { tx, now } = call;
  const row = await tx.reportSchedule.findUnique({ where: { id }, select: { name: true } });
  if (row === null) throw new NotFoundError('scheduled report');
  const { count } = await tx.reportSchedule.updateMany({
    where: { id, askedAt: null },
    data: { askedAt: now },
  });
  if (count === 0) return unchanged({ ok: true });
  return {
    result: { ok: true },
    entries: [entry({ kind: 'reportSchedule', id, name: row.name }, null, { after: { asked: true } })],
    wake: [],
    changed: ['audit'],
  };
});
