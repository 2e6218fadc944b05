import { ForbiddenError, type IdentityPort } from '@teredo-fleet/services';

const refuse = async (): Promise<never> => {
  throw new ForbiddenError('Accounts are kept by the web role only.');
};

/** A process that serves machines makes no accounts. */
export const noIdentity: IdentityPort = {
  createUser: refuse,
  createResetSecret: refuse,
  readResetSecret: refuse,
  voidResetSecrets: refuse,
  resetPassword: refuse,
  endSessions: refuse,
};
