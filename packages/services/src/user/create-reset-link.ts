import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import { readSettings } from '../settings/settings-store';
import { findAccount, lockAccounts } from './account-rules';

/**
 * A link by which somebody sets a new password, once. It is shown to the admin, who hands it over; only its hash is kept.
 * What follows the # never reaches a server's log.
 */
export const createResetLink = defineChange('user.createResetLink', async (call, { id }) => {
  const { tx, context } = call;
  if (requireUser(call.actor).id === id) {
    throw new ConflictError(
      'Change your own password on the page of your account. If you don’t know it, ask another admin for a link.',
    );
  }
  await lockAccounts(tx);
  const { name, email, disabledAt } = await findAccount(call, id);
  if (disabledAt !== null) {
    throw new ConflictError(`${name}’s account is disabled. Enable it first, then make a link.`);
  }
  const { addresses } = await readSettings(tx);
  const { secret, expiresAt } = await context.ports.identity.createResetSecret(tx, { id, email });
  return {
    result: { link: `${addresses.publicUrl}/reset-password#${secret}`, expiresAt: iso(expiresAt) },
    entries: [entry({ kind: 'user', id, name }, null, { after: { expiresAt: iso(expiresAt) } })],
    wake: [],
    changed: [],
  };
});
