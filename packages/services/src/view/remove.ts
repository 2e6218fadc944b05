import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { NotFoundError } from '../errors';

/** Removes a saved view of the caller's own. */
export const removeSavedView = defineChange('view.remove', async ({ tx, actor }, { id }) => {
  const where = { id, userId: requireUser(actor).id };
  const view = await tx.savedView.findFirst({ where });
  if (view === null) throw new NotFoundError('saved view');
  await tx.savedView.delete({ where });
  const { page, name, search } = view;
  return {
    result: { ok: true },
    entries: [entry({ kind: 'view', id, name }, null, { before: { page, search } })],
    wake: [],
    changed: [],
  };
});
