import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { iso } from '../core/instants';
import { ConflictError } from '../errors';
import { findAccount, keepOneAdmin, lockAccounts } from './account-rules';

/** Closes an account and ends its sessions. What it did stays under its name. */
export const disableUser = defineChange('user.disable', async (call, { id }) => {
  const { tx, actor, now, context } = call;
  if (actor.kind === 'user' && actor.id === id) {
    throw new ConflictError('You can’t disable the account you are using. Ask another admin.');
  }
  await lockAccounts(tx);
  const account = await findAccount(call, id);
  if (account.disabledAt !== null) return unchanged({ ok: true });
  await keepOneAdmin(tx, account);
  await tx.user.update({ where: { id }, data: { disabledAt: now } });
  await context.ports.identity.endSessions(tx, id);
  await context.ports.identity.voidResetSecrets(tx, id);
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'user', id, name: account.name }, null, {
        before: { disabledAt: null },
        after: { disabledAt: iso(now) },
      }),
    ],
    wake: [],
    changed: ['settings'],
  };
});
