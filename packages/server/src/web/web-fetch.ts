import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** Headers of a Node request in the shape of the fetch standard. */
export function fetchHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one);
  }
  return headers;
}

/** A Node request, its body already read, in the shape of the fetch standard. */
export function fetchRequest(request: IncomingMessage, origin: string, body: Uint8Array): Request {
  const method = request.method ?? 'GET';
  const bodyless = method === 'GET' || method === 'HEAD';
  return new Request(new URL(request.url ?? '/', origin), {
    method,
    headers: fetchHeaders(request),
    body: bodyless ? null : new Uint8Array(body),
  });
}

/** Cookies that came over TLS never go over a plain connection, whatever address the server was told that it has. */
export const cookiesFor = (cookies: readonly string[], secure: boolean): string[] =>
  cookies.map((cookie) => (secure && !/;\s*secure\b/i.test(cookie) ? `${cookie}; Secure` : cookie));

/** Sends a fetch answer over a Node response. `secure`: TLS all the way to us or to the trusted proxy. */
export async function sendFetchResponse(
  response: ServerResponse,
  answer: Response,
  secure: boolean,
): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  const cookies = cookiesFor(answer.headers.getSetCookie(), secure);
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.setHeader('cache-control', 'no-store');
  if (answer.body === null) {
    response.end();
    return;
  }
  const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
  for await (const chunk of body) response.write(chunk);
  response.end();
}
