import { ROLES, type Role, type UserActor } from '@teredo-fleet/services';
import type { Auth } from './auth';

/** Longest life of a session, however much it is used, milliseconds. */
const LONGEST_SESSION_MS = 7 * 24 * 60 * 60 * 1000;

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** Who asks, read from the database for this request, and the cookies that prolong the session. */
export interface FoundViewer {
  actor: UserActor | null;
  setCookies: string[];
}

/** Nobody: no session, an ended one, an account that is disabled, or a role that does not exist. */
export async function findViewer(auth: Auth, headers: Headers, nowMs: number): Promise<FoundViewer> {
  const { headers: answered, response } = await auth.api.getSession({ headers, returnHeaders: true });
  const setCookies = answered.getSetCookie();
  if (response === null) return { actor: null, setCookies };
  const { session, user } = response;
  const tooOld = nowMs - new Date(session.createdAt).getTime() > LONGEST_SESSION_MS;
  if (tooOld || user.disabledAt || !isRole(user.role)) return { actor: null, setCookies: [] };
  const { id, name, email, role } = user;
  return { actor: { kind: 'user', id, name, email, role, scopeIds: user.scopeIds, token: null }, setCookies };
}
