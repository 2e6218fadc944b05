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

async function post(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new SignInError('The server did not answer. Check that it is running, then try again.', 0);
  }
}

function reasonFor(status: number): string {
  if (status === 429) return 'Too many attempts. Wait a minute, then try again.';
  if (status >= 500) return 'The server could not sign you in. Try again; if it stays so, look at its log.';
  if (status === 403) return 'This account may not sign in here. Ask an admin whether it is disabled.';
  return 'E-mail or password is wrong. Check both; an admin can set a new password.';
}

/** Better Auth's e-mail door: on success the session cookie is set. */
export async function signIn(email: string, password: string): Promise<void> {
  const response = await post('/api/auth/sign-in/email', { email, password });
  if (!response.ok) throw new SignInError(reasonFor(response.status), response.status);
}

export async function signOut(): Promise<void> {
  const response = await post('/api/auth/sign-out', {});
  if (!response.ok) throw new SignInError('Signing out failed. Try again.', response.status);
}
