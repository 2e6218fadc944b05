import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { DoorError } from './transport';

export interface PostRequest {
  url: string;
  contentType: string;
  body: Uint8Array;
  timeoutMs: number;
  /** A larger answer is refused. */
  maxBytes: number;
  signal: AbortSignal | null;
}

export interface PostAnswer {
  status: number;
  body: Uint8Array;
}

async function readAll(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new DoorError('unreachable', `the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** One POST over a connection of its own pool, bounded in time and size. Throws DoorError `unreachable`. */
export function post(options: PostRequest): Promise<PostAnswer> {
  const signals = [
    AbortSignal.timeout(options.timeoutMs),
    ...(options.signal === null ? [] : [options.signal]),
  ];
  const send = options.url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      const late = error.name === 'AbortError' || error.name === 'TimeoutError';
      const text = late ? `no answer within ${options.timeoutMs} ms` : error.message;
      reject(error instanceof DoorError ? error : new DoorError('unreachable', text));
    };
    const headers = { 'content-type': options.contentType, 'content-length': options.body.length };
    const request = send(
      options.url,
      { method: 'POST', headers, signal: AbortSignal.any(signals) },
      (response) => {
        readAll(response, options.maxBytes).then(
          (body) => resolve({ status: response.statusCode ?? 0, body }),
          fail,
        );
      },
    );
    request.once('error', fail);
    request.end(options.body);
  });
}
