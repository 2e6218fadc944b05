import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';

/** More than anybody finds again. */
const OF_ONE_PAGE = 50;

/** Keeps what a page shows under a name, for the caller alone; a view of that name is replaced. */
export const saveView = defineChange('view.save', async ({ tx, actor }, { page, name, search }) => {
  const { id: userId } = requireUser(actor);
  const key = { userId_page_name: { userId, page, name } };
  const before = await tx.savedView.findUnique({ where: key });
  if (before?.search === search) return unchanged({ id: before.id });
  if (before === null && (await tx.savedView.count({ where: { userId, page } })) >= OF_ONE_PAGE)
    throw new ConflictError(`You have ${OF_ONE_PAGE} saved views of this page. Remove one first.`);
  const { id } = await tx.savedView.upsert({
    where: key,
    create: { userId, page, name, search },
    update: { search },
  });
  return {
    result: { id },
    entries: [
      entry({ kind: 'view', id, name }, null, {
        before: before === null ? null : { page, search: before.search },
        after: { page, search },
      }),
    ],
    wake: [],
    changed: [],
  };
});
