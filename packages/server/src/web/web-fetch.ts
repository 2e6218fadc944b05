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

/** Sends a fetch answer over a Node response. */
export async function sendFetchResponse(response: ServerResponse, answer: Response): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
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
