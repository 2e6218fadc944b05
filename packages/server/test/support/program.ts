import type { Role } from '@teredo-fleet/services';
import type { Credentials, WebBench } from './web-bench';

export interface MadeToken {
  id: string;
  secret: string;
}

export interface TokenWishes {
  role?: Role;
  scopeIds?: string[];
  expiresInDays?: number;
}

/** One session an owner: checking a password is slow on purpose. */
const cookies = new Map<string, Promise<string>>();

function cookieOf(bench: WebBench, owner: Credentials): Promise<string> {
  const cookie = cookies.get(owner.id) ?? bench.signIn(owner);
  cookies.set(owner.id, cookie);
  return cookie;
}

/** Makes an API token as its owner does in the dashboard. */
export async function makeToken(
  bench: WebBench,
  owner: Credentials,
  { role = 'viewer', scopeIds = [], expiresInDays = 1 }: TokenWishes = {},
): Promise<MadeToken> {
  const cookie = await cookieOf(bench, owner);
  const made = await bench.mutate(
    'apiTokens.create',
    { name: 'test', role, scopeIds, expiresInDays },
    cookie,
  );
  if (made.error !== null) throw new Error(made.error.message);
  const { token, secret } = made.data as { token: { id: string }; secret: string };
  return { id: token.id, secret };
}

export interface ProgramAnswer {
  status: number;
  type: string | null;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the parsed JSON of any call, looked at by expectations only
  body: any;
}

/** A request as a program sends it. */
export async function callProgram(
  bench: WebBench,
  path: string,
  { secret, ...init }: RequestInit & { secret?: string } = {},
): Promise<ProgramAnswer> {
  const headers = new Headers(init.headers);
  if (secret !== undefined) headers.set('authorization', `Bearer ${secret}`);
  if (init.body !== undefined && !headers.has('content-type'))
    headers.set('content-type', 'application/json');
  const answer = await fetch(`${bench.url}/api/v1${path}`, { ...init, headers });
  const text = await answer.text();
  const type = answer.headers.get('content-type');
  const isJson = /^application\/(problem\+)?json/.test(type ?? '') && text !== '';
  return { status: answer.status, type, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}
