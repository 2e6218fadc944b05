import { randomUUID } from 'node:crypto';
import { type IdentityPort, InvalidError } from '@teredo-fleet/services';
import { hashPassword } from 'better-auth/crypto';
import { isCommonPassword } from './common-passwords';

function refuseCommon(password: string, email: string): void {
  if (!isCommonPassword(password, email)) return;
  throw new InvalidError('This password is among the first that anybody would try. Choose another one.', {
    password: 'is one of the most common passwords',
  });
}

/** Accounts in the tables of the sign-in library, written as it writes them; passwords are scrypt hashes of its own. */
export const identity: IdentityPort = {
  async createUser(tx, user) {
    refuseCommon(user.password, user.email);
    const id = randomUUID();
    const password = await hashPassword(user.password);
    const { name, email, role } = user;
    await tx.user.create({
      data: { id, name, email, role, scopeIds: [...user.scopeIds], emailVerified: true },
    });
    await tx.account.create({
      data: { id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password },
    });
    return id;
  },

  async setPassword(tx, userId, password) {
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    refuseCommon(password, email);
    const hash = await hashPassword(password);
    await tx.account.updateMany({ where: { userId, providerId: 'credential' }, data: { password: hash } });
  },

  async endSessions(tx, userId) {
    await tx.session.deleteMany({ where: { userId } });
  },
};
