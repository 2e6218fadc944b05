import type { IncomingMessage } from 'node:http';

/** A request's body is larger than this route takes. */
export class BodyTooLargeError extends Error {
  readonly code = 'too-large';
  constructor(readonly maxBytes: number) {
    super(`The request is larger than ${maxBytes} bytes.`);
  }
}

/** The whole body, or BodyTooLargeError as soon as it grows past `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLargeError(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new BodyTooLargeError(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
