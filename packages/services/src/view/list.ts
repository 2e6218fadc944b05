import { defineQuery } from '../core/define-verb';
import { requireUser } from '../core/require-user';

/** The caller's own saved views of one page, by name. */
export const listSavedViews = defineQuery('view.list', async ({ tx, actor }, { page }) => {
  const rows = await tx.savedView.findMany({
    where: { userId: requireUser(actor).id, page },
    select: { id: true, name: true, search: true },
    orderBy: { name: 'asc' },
  });
  return { rows };
});
