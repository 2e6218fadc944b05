import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { canonicalText } from '../core/sha256';
import { checkGrant, findAccount, keepOneAdmin, lockAccounts } from './account-rules';

/** Role and scopes of an account, from its next request on. */
export const setUserRole = defineChange('user.setRole', async (call, { id, role, scopeIds }) => {
  const { tx } = call;
  await lockAccounts(tx);
  const account = await findAccount(call, id);
  await checkGrant(call, scopeIds);
  const before = { role: account.role, scopeIds: account.scopeIds };
  const after = { role, scopeIds };
  if (canonicalText(before) === canonicalText(after)) return unchanged({ ok: true });
  if (role !== 'admin' || scopeIds.length > 0) await keepOneAdmin(tx, account);
  await tx.user.update({ where: { id }, data: after });
  return {
    result: { ok: true },
    entries: [entry({ kind: 'user', id, name: account.name }, null, { before, after })],
    wake: [],
    changed: ['settings'],
  };
});
