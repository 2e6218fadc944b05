import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '../generated/openapi';
import { InputError } from '../input-error';
import { EXIT } from '../output';
import { visibleText } from '../print/visible-text';
import type { Connection } from './connection';

export type FleetClient = Client<paths>;
export type Schemas = components['schemas'];

const TIMEOUT_MS = 60_000;

function unreachable(server: string, error: unknown): InputError {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  const why = cause?.code ?? cause?.message ?? message;
  const hint = /CERT|SELF_SIGNED|SIGNATURE/.test(why)
    ? 'Its certificate is not trusted here: name the file of its authority in NODE_EXTRA_CA_CERTS.'
    : 'Check the address, and that the server runs.';
  return new InputError(`${server} could not be reached (${why}).\n${hint}`, EXIT.unreachable);
}

/** Files of any size, which take as long as they take once they come. */
const LONG = /\/evidence\/[^/]+\/bundle$/;

/** An answer within the time that this program waits; a file has only to begin within it. */
async function inTime(asked: Request): Promise<Response> {
  if (!LONG.test(new URL(asked.url).pathname))
    return fetch(asked, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TIMEOUT_MS);
  try {
    return await fetch(asked, { redirect: 'manual', signal: late.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Never follows a server elsewhere: the token is for this one. */
async function request(server: string, asked: Request): Promise<Response> {
  const answer = await inTime(asked).catch((error: unknown) => {
    throw unreachable(server, error);
  });
  if (answer.status < 300 || answer.status >= 400) return answer;
  const to = answer.headers.get('location') ?? 'elsewhere';
  throw new InputError(
    `${server} points to ${visibleText(to)}.\nGive that address with --server if it is your server.`,
    EXIT.usage,
  );
}

export function connectTo({ server, token }: Connection): FleetClient {
  return createClient<paths>({
    baseUrl: `${server}/api/v1`,
    headers: { authorization: `Bearer ${token}` },
    fetch: (asked) => request(server, asked),
  });
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function exitCodeOf(status: number): number {
  if (status === 401) return EXIT.notSignedIn;
  return status >= 500 || status === 429 ? EXIT.unreachable : EXIT.refused;
}

const isProblem = (value: unknown): value is Schemas['Problem'] =>
  typeof value === 'object' && value !== null && 'detail' in value && 'requestId' in value;

/** What was answered, or an InputError that says what the server said. */
export function answerOf<T>({ data, error, response }: Answer<T>): T {
  if (response.ok && data !== undefined) return data;
  if (!isProblem(error))
    throw new InputError(
      `${new URL(response.url).origin} answered ${response.status}, and not as a Teredo Fleet server does.\nCheck the address.`,
      EXIT.unreachable,
    );
  const fields = Object.entries(error.fields).map(([name, what]) => `  ${name}: ${what}`);
  throw new InputError(
    [error.detail, ...fields, `(request ${error.requestId})`].map(visibleText).join('\n'),
    exitCodeOf(response.status),
  );
}
