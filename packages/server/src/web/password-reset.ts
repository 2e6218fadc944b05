import { randomBytes } from 'node:crypto';
import type { Prisma } from '@teredo-fleet/db';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { PASSWORD_LENGTH } from './password-length';

/** A working day: handed over in person or by chat, used at once. */
export const RESET_LIFETIME_SECONDS = 8 * 60 * 60;

/**
 * The sign-in library over one open transaction, for password resets only, so that the entry about one is written with
 * it or neither is. It signs nothing, so its secret is of no account.
 */
function resetAuth(tx: Prisma.TransactionClient, onToken: (userId: string, token: string) => void) {
  let spentBy: string | null = null;
  const auth = betterAuth({
    baseURL: 'http://localhost',
    secret: randomBytes(32).toString('hex'),
    database: prismaAdapter(tx as unknown as Parameters<typeof prismaAdapter>[0], { provider: 'postgresql' }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      ...PASSWORD_LENGTH,
      resetPasswordTokenExpiresIn: RESET_LIFETIME_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => onToken(user.id, token),
      onPasswordReset: async ({ user }) => {
        spentBy = user.id;
      },
    },
  });
  return { auth, spentBy: () => spentBy };
}

/** The token that the sign-in library would mail, handed to whoever asked. */
export async function requestReset(tx: Prisma.TransactionClient, email: string): Promise<string[]> {
  const tokens: string[] = [];
  const { auth } = resetAuth(tx, (_userId, token) => tokens.push(token));
  await auth.api.requestPasswordReset({ body: { email } });
  return tokens;
}

/** Whose unspent token it is. Null: it opens nothing. */
export async function readResetSecret(
  tx: Prisma.TransactionClient,
  token: string,
): Promise<{ userId: string } | null> {
  const { internalAdapter } = await resetAuth(tx, () => undefined).auth.$context;
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  return found && found.expiresAt.getTime() > Date.now() ? { userId: found.value } : null;
}

/** Sets the password that belongs to a token, once. Null: the token opens nothing. */
export async function spendReset(
  tx: Prisma.TransactionClient,
  token: string,
  newPassword: string,
): Promise<{ userId: string } | null> {
  const { auth, spentBy } = resetAuth(tx, () => undefined);
  try {
    await auth.api.resetPassword({ body: { token, newPassword } });
  } catch (error) {
    if (error instanceof APIError && error.body?.code === 'INVALID_TOKEN') return null;
    throw error;
  }
  const userId = spentBy();
  return userId === null ? null : { userId };
}
