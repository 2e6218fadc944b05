import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ForbiddenError, InvalidError } from '../errors';

const VOID =
  'This link can’t be used: it was used already, a newer one was made, or its time is over. Ask an admin for a new one.';

/** Sets a new password for whoever holds an unspent link, and ends all their sessions. Nobody has to be signed in. */
export const resetPassword = defineChange('user.resetPassword', async ({ tx, context }, input) => {
  const spent = await context.ports.identity.resetPassword(tx, input);
  if (spent === null) throw new InvalidError(VOID, { secret: 'opens nothing any more' });
  const user = await tx.user.findUniqueOrThrow({ where: { id: spent.userId } });
  if (user.disabledAt !== null)
    throw new ForbiddenError('This account is disabled. Ask an admin of this server.');
  const { id, name } = user;
  return {
    result: { ok: true },
    entries: [entry({ kind: 'user', id, name }, null, { actor: { kind: 'user', id, name } })],
    wake: [],
    changed: [],
  };
});
