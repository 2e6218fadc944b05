import type { AppRouter } from '@teredo-fleet/api';
import { createTRPCClient, httpLink } from '@trpc/client';

/** A person's view of a running server: the API that the dashboard uses, over HTTP, with that person's session. */
export type FleetApi = ReturnType<typeof createTRPCClient<AppRouter>>;

export interface Credentials {
  email: string;
  password: string;
}

/** The API as the person may use it whose session the `Cookie` header names. */
export function connectWith(url: string, cookie: string): FleetApi {
  const headers = { origin: url, cookie };
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/api/trpc`, headers: () => headers })],
  });
}

/** Signs in and gives the `Cookie` header of the session. Throws with the server's answer when it is refused. */
export async function signInForCookie(url: string, { email, password }: Credentials): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in was refused with ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Signs in as a person and gives the API as that person may use it. */
export async function signIn(url: string, credentials: Credentials): Promise<FleetApi> {
  return connectWith(url, await signInForCookie(url, credentials));
}
