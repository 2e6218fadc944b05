import type { ServerResponse } from 'node:http';

type Headers = Record<string, string | number>;

/** Answers with JSON that no cache keeps. */
export function respondJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Headers = {},
): void {
  respondBytes(
    response,
    status,
    'application/json; charset=utf-8',
    Buffer.from(JSON.stringify(body)),
    headers,
  );
}

/** Answers with bytes that no cache keeps, unless `headers` say otherwise. */
export function respondBytes(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: Uint8Array,
  headers: Headers = {},
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
