import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

async function* firstAndRest(
  first: IteratorResult<string | Uint8Array>,
  rest: AsyncIterator<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/**
 * Answers with a file of any size that no cache keeps, no faster than its reader takes it. What goes wrong before the first
 * piece is thrown, with nothing said yet; later the connection is broken off, so that half a file is never taken for a
 * whole one.
 */
export async function respondChunks(
  response: ServerResponse,
  contentType: string,
  chunks: AsyncIterable<string | Uint8Array>,
  headers: Record<string, string>,
): Promise<void> {
  const reading = chunks[Symbol.asyncIterator]();
  const first = await reading.next();
  if (response.destroyed) {
    await reading.return?.();
    return;
  }
  response.writeHead(200, {
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  await pipeline(
    Readable.from(firstAndRest(first, reading), { objectMode: true, highWaterMark: 1 }),
    response,
  );
}
