import { randomUUID } from 'node:crypto';
import { type IdentityPort, InvalidError } from '@teredo-fleet/services';
import { hashPassword } from 'better-auth/crypto';
import { isCommonPassword } from './common-passwords';
import { readResetSecret, requestReset, spendReset } from './password-reset';

function refuseCommon(password: string, email: string): void {
  if (!isCommonPassword(password, email)) return;
  throw new InvalidError('This password is among the first that anybody would try. Choose another one.', {
    password: 'This is one of the most common passwords.',
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

  async createResetSecret(tx, user) {
    await tx.verification.deleteMany({ where: { value: user.id } });
    const [secret] = await requestReset(tx, user.email);
    if (secret === undefined) throw new Error('the sign-in library made no reset token');
    const { expiresAt } = await tx.verification.findFirstOrThrow({ where: { value: user.id } });
    return { secret, expiresAt };
  },

  readResetSecret,

  async voidResetSecrets(tx, userId) {
    await tx.verification.deleteMany({ where: { value: userId } });
  },

  async resetPassword(tx, { secret, password }) {
    refuseCommon(password, '');
    return spendReset(tx, secret, password);
  },

  async endSessions(tx, userId) {
    await tx.session.deleteMany({ where: { userId } });
  },
};
