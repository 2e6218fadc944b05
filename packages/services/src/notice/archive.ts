import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { lockNotice } from './stored-notice';

/** Puts a notice out of use, or back into it: no new plan can use it meanwhile, and those that do keep it. */
export const archiveNotice = defineChange('notice.archive', async (call, { id, archived }) => {
  const { name, scopeId, archivedAt } = await lockNotice(call, id);
  if ((archivedAt !== null) === archived) return unchanged({ ok: true as const });
  await call.tx.noticeDocument.update({
    where: { id },
    data: { archivedAt: archived ? call.now : null },
    select: { id: true },
  });
  return {
    result: { ok: true as const },
    entries: [
      entry({ kind: 'notice', id, name }, scopeId, { before: { archived: !archived }, after: { archived } }),
    ],
    wake: [],
    changed: ['notice'],
  };
});
