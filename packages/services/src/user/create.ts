import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError } from '../errors';
import { checkGrant, lockAccounts } from './account-rules';

/** A new account with a password that its owner is told and changes. */
export const createUser = defineChange('user.create', async (call, input) => {
  const { tx, context } = call;
  await lockAccounts(tx);
  await checkGrant(call, input.scopeIds);
  if ((await tx.user.findUnique({ where: { email: input.email } })) !== null) {
    throw new ConflictError(
      `There is an account with the address ${input.email} already. Change that one instead.`,
    );
  }
  const id = await context.ports.identity.createUser(tx, input);
  const { name, email, role, scopeIds } = input;
  return {
    result: { id },
    entries: [entry({ kind: 'user', id, name }, null, { after: { name, email, role, scopeIds } })],
    wake: [],
    changed: ['settings'],
  };
});
