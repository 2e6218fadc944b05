import { defineQuery } from '../core/define-verb';

/**
 * Public: whose password an unspent link sets, so that its page can say so before one is typed; null: it opens nothing
 * (any more). Asked by POST, so that the secret stands in no log of addresses.
 */
export const checkResetLink = defineQuery('user.checkResetLink', async ({ tx, context }, { secret }) => {
  const holder = await context.ports.identity.readResetSecret(tx, secret);
  const user = holder && (await tx.user.findUnique({ where: { id: holder.userId } }));
  return { email: user && user.disabledAt === null ? user.email : null };
});
