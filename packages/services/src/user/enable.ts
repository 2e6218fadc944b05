import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { iso } from '../core/instants';
import { findAccount, lockAccounts } from './account-rules';

/** Opens a disabled account again, with the role, the scopes and the password that it had. */
export const enableUser = defineChange('user.enable', async (call, { id }) => {
  const { tx } = call;
  await lockAccounts(tx);
  const { name, disabledAt } = await findAccount(call, id);
  if (disabledAt === null) return unchanged({ ok: true });
  await tx.user.update({ where: { id }, data: { disabledAt: null } });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'user', id, name }, null, {
        before: { disabledAt: iso(disabledAt) },
        after: { disabledAt: null },
      }),
    ],
    wake: [],
    changed: ['settings'],
  };
});
