import { tellOtherTabs } from './other-tabs';

/** Why signing in failed, in words for the person. */
export class SignInError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
    this.name = 'SignInError';
  }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new SignInError('The server did not answer. Check that it is running, then try again.', 0);
  }
}

function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return send(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

function reasonFor(status: number): string {
  if (status === 429) return 'Too many attempts. Wait a minute, then try again.';
  if (status >= 500) return 'The server could not sign you in. Try again; if it stays so, look at its log.';
  if (status === 403) return 'This account may not sign in here. Ask an admin whether it is disabled.';
  return 'E-mail or password is wrong. Check both; an admin can make a link for a new password.';
}

/** Better Auth's e-mail door: on success the session cookie is set. */
export async function signIn(email: string, password: string): Promise<void> {
  const response = await post('/api/auth/sign-in/email', { email, password });
  if (!response.ok) throw new SignInError(reasonFor(response.status), response.status);
  tellOtherTabs('signed-in');
}

export async function signOut(): Promise<void> {
  const response = await post('/api/auth/sign-out', {});
  if (!response.ok) throw new SignInError('Signing out failed. Try again.', response.status);
  tellOtherTabs('signed-out');
}

/** Where somebody is signed in, as the server tells it to them. */
export interface OwnSession {
  id: string;
  createdAt: string;
  ipAddress: string | null;
  userAgent: string | null;
  /** The session of this very browser. */
  current: boolean;
}

const PASSWORD_FAULTS: Record<string, string> = {
  INVALID_PASSWORD: 'The current password is not right.',
  PASSWORD_TOO_SHORT: 'The new password must have 12 characters or more.',
  PASSWORD_TOO_LONG: 'The new password must have at most 128 characters.',
  PASSWORD_TOO_COMMON: 'The new password is among the first that anybody would try. Choose another one.',
};

/** Signs out everywhere else, too. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  const response = await post('/api/auth/change-password', { currentPassword, newPassword });
  if (response.ok) return;
  const { code } = (await response.json().catch(() => ({}))) as { code?: string };
  const known = PASSWORD_FAULTS[code ?? ''];
  const other = response.status === 429 ? reasonFor(429) : 'The password was not changed. Try again.';
  throw new SignInError(known ?? other, response.status);
}

/** The newest first. */
export async function listSessions(): Promise<OwnSession[]> {
  const response = await send('/api/auth/list-sessions', {});
  if (!response.ok) throw new SignInError('The server could not tell. Try again.', response.status);
  const sessions = (await response.json()) as OwnSession[];
  return sessions.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

export async function signOutElsewhere(): Promise<void> {
  const response = await post('/api/auth/revoke-other-sessions', {});
  if (!response.ok) throw new SignInError('Signing out elsewhere failed. Try again.', response.status);
}
