import type { PrismaClient } from '@teredo-fleet/db';
import { betterAuth, type Session } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import type { Logger } from '../log';
import { type SignInEntry, writeSignInEntry } from './auth-audit';
import { isCommonPassword } from './common-passwords';
import { PASSWORD_LENGTH } from './password-length';

/** Set by this server on its own requests to the sign-in library, and taken off everybody else's. */
export const CLIENT_ADDRESS_HEADER = 'x-teredo-client-address';
export const REQUEST_ID_HEADER = 'x-teredo-request-id';

/** What of the sign-in library is open to the network; the rest of its routes does not exist here. */
const OPEN_PATHS = new Set([
  '/sign-in/email',
  '/sign-out',
  '/change-password',
  '/list-sessions',
  '/revoke-other-sessions',
]);

export const AUTH_PREFIX = '/api/auth';

export const isAuthPath = (path: string): boolean =>
  path.startsWith(`${AUTH_PREFIX}/`) && OPEN_PATHS.has(path.slice(AUTH_PREFIX.length));

export interface AuthOptions {
  db: PrismaClient;
  secret: string;
  /** Where people open the dashboard. */
  publicUrl: string;
  /** Origins that a request's page may have; already checked once before the library is asked. */
  trustedOrigins(request: Request | undefined): Promise<string[]>;
  log: Logger;
}

const DAY_SECONDS = 24 * 60 * 60;
/** What somebody does to their own account, as the audit trail calls it. */
const OWN_ACTIONS: Record<string, SignInEntry['action']> = {
  '/change-password': 'auth.changePassword',
  '/revoke-other-sessions': 'auth.signOutElsewhere',
};

/** A new password signs out everywhere else, whatever the caller asked for. */
const endingOtherSessions = (body: unknown) => ({ ...(body as object), revokeOtherSessions: true });

/** Answers in which the library repeats the token that it sets as a cookie, which no script may read. */
const TELLING_TOKENS = new Set(['/sign-in/email', '/change-password']);

/** Sessions as their owner sees them: a token would let a script on the page be somebody elsewhere. */
function withoutTokens(sessions: readonly Session[], currentId: string | null) {
  return sessions.map(({ id, createdAt, updatedAt, ipAddress, userAgent }) => ({
    id,
    createdAt,
    updatedAt,
    ipAddress: ipAddress ?? null,
    userAgent: userAgent ?? null,
    current: id === currentId,
  }));
}

const DISABLED = 'This account is disabled. Ask an admin of this server.';

/** What a database can't keep becomes U+FFFD. */
const text = (value: unknown): string | null =>
  typeof value === 'string' ? value.replace(/\p{Cc}|\p{Surrogate}/gu, '\ufffd') : null;

/** Why the sign-in library refused, in its own word. */
const codeOf = (error: APIError): string => text(error.body?.code) ?? 'refused';

const NO_ADDRESS = 'This is no e-mail address. Correct it and try again.';

/**
 * E-mail and password accounts made by admins: no public sign-up, no password reset by mail, scrypt hashes, limits
 * counted in the database, sessions read from the database on every request.
 */
export function createAuth({ db, secret, publicUrl, trustedOrigins, log }: AuthOptions) {
  const where = (headers: Headers | undefined) => ({
    requestId: headers?.get(REQUEST_ID_HEADER) ?? null,
    address: headers?.get(CLIENT_ADDRESS_HEADER) ?? null,
  });
  return betterAuth({
    appName: 'Teredo Fleet',
    baseURL: publicUrl,
    basePath: AUTH_PREFIX,
    secret,
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    telemetry: { enabled: false },
    trustedOrigins,
    emailAndPassword: { enabled: true, disableSignUp: true, ...PASSWORD_LENGTH },
    session: {
      expiresIn: DAY_SECONDS / 2,
      updateAge: DAY_SECONDS / 24,
      // Whoever is signed in may see where else they are.
      freshAge: 0,
      cookieCache: { enabled: false },
    },
    user: {
      additionalFields: {
        role: { type: 'string', input: false, required: true, defaultValue: 'viewer' },
        scopeIds: { type: 'string[]', input: false, required: true, defaultValue: [] },
        disabledAt: { type: 'date', input: false, required: false },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 20 }, '/change-password': { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: 'teredo-fleet',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    logger: {
      log: (level, message) => {
        if (level === 'error') log.error({ library: 'better-auth' }, message);
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            // The session that follows a change of password goes on where the earlier one was.
            if (context?.path === '/change-password') return;
            const user = await db.user.findUniqueOrThrow({ where: { id: session.userId } });
            const entry = { actor: user, email: user.email, ...where(context?.headers) };
            if (user.disabledAt !== null) {
              await writeSignInEntry(db, {
                action: 'auth.signIn',
                outcome: 'refused',
                ...entry,
                reason: 'disabled',
              });
              throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: DISABLED });
            }
            await writeSignInEntry(db, { action: 'auth.signIn', outcome: 'done', ...entry, reason: null });
          },
        },
        delete: {
          before: async (session, context) => {
            if (context?.path !== '/sign-out') return;
            const user = await db.user.findUniqueOrThrow({ where: { id: session.userId } });
            const entry = { actor: user, email: user.email, reason: null, ...where(context.headers) };
            await writeSignInEntry(db, { action: 'auth.signOut', outcome: 'done', ...entry });
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        const { email } = context.body ?? {};
        if (context.path === '/sign-in/email' && email !== text(email))
          throw new APIError('BAD_REQUEST', { code: 'INVALID_EMAIL', message: NO_ADDRESS });
        if (context.path !== '/change-password') return;
        const password = text(context.body?.newPassword) ?? '';
        if (!isCommonPassword(password, '')) return { context: { body: endingOtherSessions(context.body) } };
        const message = 'This password is among the first that anybody would try. Choose another one.';
        throw new APIError('BAD_REQUEST', { code: 'PASSWORD_TOO_COMMON', message });
      }),
      after: createAuthMiddleware(async (context) => {
        const { returned } = context.context;
        const refused = returned instanceof APIError ? codeOf(returned) : null;
        const user = context.context.session?.user;
        const ownAction = OWN_ACTIONS[context.path];
        // Of strangers only tries to sign in are kept: they could send any number of the others.
        if (ownAction !== undefined && (refused === null || user !== undefined)) {
          const actor = user === undefined ? null : { id: user.id, name: user.name };
          const entry = { actor, email: user?.email ?? null, reason: refused, ...where(context.headers) };
          const outcome = refused === null ? 'done' : 'refused';
          await writeSignInEntry(db, { action: ownAction, outcome, ...entry });
        }
        if (context.path === '/list-sessions' && Array.isArray(returned))
          return context.json(withoutTokens(returned, context.context.session?.session.id ?? null));
        if (TELLING_TOKENS.has(context.path) && refused === null) return context.json({ ok: true });
        if (context.path !== '/sign-in/email' || refused === null || refused === 'ACCOUNT_DISABLED') return;
        const email = text(context.body?.email);
        const entry = { actor: null, email, reason: refused, ...where(context.headers) };
        await writeSignInEntry(db, { action: 'auth.signIn', outcome: 'refused', ...entry });
      }),
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
